import type { Locale } from '@concord/locale';
import { GraphQLError } from 'graphql';
import { refusals } from './registry.js';
import { RefusalCode } from './refusal.js';

/** [GQ10] A cursor of something else, of somebody else, or from before their rights changed: all of it is to be read anew. */
export const lostPlace = ({ locale }: { readonly locale: Locale }): GraphQLError =>
  new GraphQLError(refusals.CURSOR_INVALID[locale], {
    extensions: { code: RefusalCode.CURSOR_INVALID },
  });
