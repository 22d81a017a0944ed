/** Who is told the same: people who stand alike in a consultation. */
import { canonicalJson } from '@concord/consultation';
import type { Locale } from '@concord/locale';
import { RequestContext, type LoaderDefinition, type PlatformServices, type Standing } from './context.js';
import type { Scope } from './database/scope.js';
import type { Log } from './log.js';

/**
 * [SE1] Everything by which a person's rights in a consultation can differ from another's, as one text. The one place
 * where audiences are told apart: what a policy reads of a standing is in it, so those who share it are told the same.
 */
export const audienceOf = (standing: Standing): string =>
  canonicalJson({
    organisation: standing.organisationId,
    kind: standing.kind,
    roles: standing.roles.toSorted(),
    domains: standing.domains?.toSorted((a, b) => a - b) ?? null,
    blindSince: standing.blindSince?.toISOString() ?? null,
    chain: standing.chain,
    steps: standing.steps,
    actsFor: standing.actsFor,
  });

/** [RL4] What is an organisation's own is read as that organisation. */
export const memberScope = (
  consultationId: string,
  { organisationId, roles }: Pick<Standing, 'organisationId' | 'roles'>,
): Scope => ({ kind: 'member', consultationId, organisationId, roles });

/** Requests that read for many audiences, and are given none of the roles that tell them apart. */
export type Shared = {
  /** What is official, for all of them; null: what is told about is an organisation's own. */
  readonly official: RequestContext | null;
  /** What is their organisation's own, for those of the same organisation. */
  readonly own: RequestContext;
};

/**
 * [SE2] A request of nobody in particular: it stands where all of an audience stand, and knows no person. Whatever asks
 * it who is asking is found out, and its answer is given to nobody.
 */
export class AudienceContext extends RequestContext {
  private asked = false;

  constructor(
    services: PlatformServices,
    private readonly of: { readonly consultationId: string; readonly standing: Standing },
    locale: Locale,
    log: Log,
    now: () => Date,
    /** Who reads for several audiences at once; null: each reads for itself. */
    private readonly shared: Shared | null,
  ) {
    super(
      services,
      { kind: 'anonymous' },
      locale,
      log,
      null,
      now,
      memberScope(of.consultationId, of.standing),
    );
  }

  /** Somebody wanted to know who is asking: the answer would hold for that person only. */
  get dependsOnPerson(): boolean {
    return this.asked;
  }

  override get personId(): null {
    this.asked = true;
    return null;
  }

  override standing(consultationId: string): Promise<Standing | null> {
    return Promise.resolve(consultationId === this.of.consultationId ? this.of.standing : null);
  }

  override load<V>(definition: LoaderDefinition<string, V>, id: string): Promise<V | null> {
    const reader = definition.alike
      ? this.shared?.official
      : definition.ofOrganisation && id === this.of.standing.organisationId
        ? this.shared?.own
        : null;
    return reader ? reader.load(definition, id) : super.load(definition, id);
  }
}
