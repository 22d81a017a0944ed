/** Text that PostgreSQL can keep as it was sent: no NUL, no half of a character. */
export const isText = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed();

/** A key that a client made for what it sends, so that sending twice does it once. */
export const isKey = (key: string): boolean => key.length >= 1 && key.length <= 100 && isText(key);
