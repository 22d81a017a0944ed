import { consultationAbilities } from './abilities.js';
import type { Viewer } from './visibility.js';

/**
 * Whether the viewer may enter the private room of an organisation: those who comment for it, and nobody else. No role
 * opens the room of another organisation: neither moderators nor administrators know that there is anything in it.
 */
export const mayEnterRoom = (
  viewer: Pick<Viewer, 'organisationId' | 'roles'>,
  organisationId: string,
): boolean => viewer.organisationId === organisationId && consultationAbilities(viewer.roles).comment;
