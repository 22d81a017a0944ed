import { isPrivate } from './moves.js';
import type { CommentStatus, OrganisationKind, Role, Visibility } from './words.js';

/** A person as a member of one organisation in one consultation. */
export type Viewer = {
  readonly organisationId: string;
  readonly kind: OrganisationKind;
  readonly roles: readonly Role[];
  /** The domains opened to the organisation; null means the whole profile. */
  readonly domains: readonly number[] | null;
  /** While a blind round runs for the organisation: since when others' official comments do not exist for it. */
  readonly blindSince: Date | null;
};

/** What decides who may see a comment. */
export type Subject = {
  readonly organisationId: string;
  readonly visibility: Visibility;
  readonly status: CommentStatus;
  /** The domain of the section it stands in; null where the section belongs to no domain. */
  readonly domain: number | null;
  /** When it became official; null before. */
  readonly clearedAt: Date | null;
};

const holds = (viewer: Viewer, ...wanted: readonly Role[]): boolean =>
  wanted.some((role) => viewer.roles.includes(role));
const takesPart = (viewer: Viewer): boolean => viewer.roles.length > 0;

/** Who stands in each circle, beside the comment's own organisation. */
const circles: Readonly<Record<Visibility, (viewer: Viewer) => boolean>> = {
  organisation: () => false,
  secretariat: (viewer) => holds(viewer, 'drafter', 'moderator', 'lead_agency'),
  government: (viewer) =>
    (viewer.kind === 'state_body' && takesPart(viewer)) || holds(viewer, 'moderator', 'lead_agency'),
  participants: takesPart,
  public: () => true,
};

/** The visibilities a comment can be cleared with: official for nobody else would be official for nobody. */
export const officialVisibilities = ['secretariat', 'government', 'participants', 'public'] as const;

/** Whether a section is open to somebody with these domains. A section without a domain is only in the whole profile. */
export const inScope = (domains: readonly number[] | null, domain: number | null): boolean =>
  domains === null || (domain !== null && domains.includes(domain));

/**
 * Whether a blind round keeps it from the viewer, whatever their roles: a moderator who reads early could tell. What
 * is official without a moment counts as new.
 */
export const isBlindTo = (
  { blindSince }: Pick<Viewer, 'blindSince'>,
  { clearedAt }: Pick<Subject, 'clearedAt'>,
): boolean => blindSince !== null && (clearedAt === null || clearedAt >= blindSince);

/**
 * Whether the viewer may know that the comment exists. One's own organisation's comments always; another's only when
 * they are official, stand in one's scope, are addressed to a circle one belongs to, and no blind round hides them.
 */
export function maySee(viewer: Viewer, subject: Subject): boolean {
  if (viewer.organisationId === subject.organisationId) return true;
  if (isPrivate(subject.status)) return false;
  if (!inScope(viewer.domains, subject.domain)) return false;
  if (isBlindTo(viewer, subject)) return false;
  return circles[subject.visibility](viewer);
}
