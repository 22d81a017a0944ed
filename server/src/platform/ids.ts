const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** An id of nothing. Where a thing is not there, policy asks for this one: answers must not differ in their work (T4). */
export const NOWHERE = '00000000-0000-4000-8000-000000000000';

/** An id from outside may be any text; what has no such shape is simply not there, and never reaches a query. */
export const isId = (text: string): boolean => pattern.test(text);
