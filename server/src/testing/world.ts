/** Velmora on a database of its own: who asks, what they ask, and what comes back. */
import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import {
  execute,
  Kind,
  validate,
  visit,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import type { DataSource } from 'typeorm';
import { beforeAll } from 'vitest';
import { createServices } from '../app.js';
import { Person } from '../accounts/index.js';
import { Consultation } from '../consultations/index.js';
import { DecisionsResolver } from '../decisions/index.js';
import { ExchangeResolver } from '../exchange/index.js';
import { Organisation } from '../organisations/index.js';
import { audienceOf } from '../platform/audience.js';
import { RequestContext, type Actor, type PlatformServices } from '../platform/context.js';
import { createSchema } from '../platform/graphql/schema.js';
import { createLog, type Log } from '../platform/log.js';
import { Section, Variant, type LaterProjections, type Projections } from '../profiles/index.js';
import { VersionsResolver } from '../versions/index.js';
import { testConfig } from './config.js';
import { testDatabase } from './database.js';
import { ensureVelmora, VELMORA } from './velmora.js';

/** A document of @concord/schema with what it takes and gives. */
export type Operation<R, V> = DocumentNode & { __apiType?: (variables: V) => R };

export type Language = 'az' | 'en' | 'ru';

export type World = {
  readonly dataSource: DataSource;
  readonly services: PlatformServices;
  readonly projections: Projections;
  /** Of rooms and compromises. */
  readonly laterProjections: LaterProjections;
  readonly schema: GraphQLSchema;
  readonly log: Log;
  /** The full consultation, and the empty one to import into. */
  readonly consultationId: string;
  readonly practiceId: string;
  personId(name: string): string;
  organisationId(code: string): string;
  sectionId(key: string): string;
  /** The row of a section's text as it is now. */
  variant(key: string, language?: Language): Promise<Variant>;
  /** A new request of somebody of Velmora, or of nobody. */
  as(name: string | null, locale?: Language): RequestContext;
  asActor(actor: Actor, locale?: Language): RequestContext;
  /** What the server answers, errors and all. */
  ask<R, V>(ctx: RequestContext, document: Operation<R, V>, variables: V): Promise<ExecutionResult<R>>;
  /** The same where an error would be a failure of the test. */
  run<R, V>(ctx: RequestContext, document: Operation<R, V>, variables: V): Promise<R>;
};

/** Call it at the top of a `*.pg.test.ts`; the world is there from the first `beforeAll` on. */
export function velmora(): World {
  const database = testDatabase({ name: VELMORA, ensure: ensureVelmora });
  const world = {} as World;
  beforeAll(async () => {
    Object.assign(world, await describeWorld(database.dataSource));
  });
  return world;
}

async function describeWorld(dataSource: DataSource): Promise<World> {
  const log = createLog('silent');
  const { services, projections, laterProjections } = await createServices(testConfig(), dataSource, log);
  const schema = createSchema(
    new Map<never, object>([
      [DecisionsResolver as never, new DecisionsResolver(projections)],
      [ExchangeResolver as never, new ExchangeResolver(projections)],
      [VersionsResolver as never, new VersionsResolver(projections)],
    ]),
  );
  const { manager } = dataSource;
  const consultations = await manager.find(Consultation);
  const people = new Map((await manager.find(Person)).map(({ name, id }) => [name, id]));
  const organisations = new Map((await manager.find(Organisation)).map(({ code, id }) => [code, id]));
  const consultationId = consultations.find(({ slug }) => slug !== 'practice')?.id ?? '';
  const sections = new Map(
    (await manager.findBy(Section, { consultationId })).map(({ key, id }) => [key, id]),
  );

  const asActor = (actor: Actor, locale: Language = 'en') => new RequestContext(services, actor, locale, log);

  async function ask<R, V>(ctx: RequestContext, document: Operation<R, V>, variables: V) {
    const problems = validate(schema, document);
    if (problems.length > 0) return { errors: problems };
    return (await execute({
      schema,
      document: withTypes(document),
      contextValue: ctx,
      variableValues: variables as Record<string, unknown>,
    })) as ExecutionResult<R>;
  }

  return {
    dataSource,
    services,
    projections,
    laterProjections,
    schema,
    log,
    consultationId,
    practiceId: consultations.find(({ slug }) => slug === 'practice')?.id ?? '',
    personId: (name) => known(people, name),
    organisationId: (code) => known(organisations, code),
    sectionId: (key) => known(sections, key),
    variant: (key, language = 'en') =>
      manager.findOneByOrFail(Variant, { sectionId: known(sections, key), language }),
    as: (name, locale) =>
      asActor(name === null ? { kind: 'anonymous' } : person(known(people, name)), locale),
    asActor,
    ask,
    async run(ctx, document, variables) {
      const { data, errors } = await ask(ctx, document, variables);
      if (errors?.[0]) throw errors[0].originalError ?? errors[0];
      if (!data) throw new Error('No data and no error');
      return data;
    },
  };
}

/** For whom cursors of this person are sealed. */
export async function audienceIn(world: World, name: string): Promise<string> {
  const standing = await world.as(name).standing(world.consultationId);
  if (!standing) throw new Error(`${name} takes no part`);
  return audienceOf(standing);
}

/** As the client sends it: every object says what it is. */
export const withTypes = (document: DocumentNode): DocumentNode =>
  visit(document, {
    Field: {
      leave: (node) =>
        node.selectionSet
          ? {
              ...node,
              selectionSet: { ...node.selectionSet, selections: [typename, ...node.selectionSet.selections] },
            }
          : undefined,
    },
  });
const typename = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } } as const;

const person = (personId: string): Actor => ({
  kind: 'person',
  personId,
  locale: 'en',
  sessionId: randomUUID(),
  expiresAt: new Date(Date.now() + 3_600_000),
});

function known(ids: ReadonlyMap<string, string>, key: string): string {
  const id = ids.get(key);
  if (!id) throw new Error(`Velmora has no ${key}`);
  return id;
}
