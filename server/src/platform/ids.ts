const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** An id from outside may be any text; what has no such shape is simply not there, and never reaches a query. */
export const isId = (text: string): boolean => pattern.test(text);
