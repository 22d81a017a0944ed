import type { Access } from '../platform/graphql/access.js';
import { readable } from './consultations.policy.js';

export const consultationsAccess: Access = {
  asks: { takePart: readable },
  fields: {
    Query: { self: 'consultations', takePart: 'consultation(slug: its)' },
    Consultation: {
      takePart: `closesAt cursor demo frozenVersion id languages lead may myOrganisation myRoles opensAt
        organisations originalLanguage round(ordinal: number) slug timeZone title waiting`,
      readSection: 'sections',
      concernedBySilence: 'silenceRounds',
    },
    ConsultationAbilities: {
      takePart: 'audit clear comment connect correct decide edit freeze import invite run',
    },
  },
};
