import type { EventFieldsFragment as Event } from '@concord/schema';
import { createStore } from '../platform/store';

/** The last event that a page was told, for what stands outside of it; null: everything is to be read anew. */
export const news = createStore<{ readonly event: Event | null }>({ event: null });
