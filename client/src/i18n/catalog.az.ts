export const catalog = import.meta.glob<Record<string, never>>(
  '../{accounts,app,comments,consultations,platform,profiles,ui,vocabulary}/messages.az.json',
  { eager: true, import: 'default' },
);

export const late = import.meta.glob<Record<string, never>>(
  [
    '../**/messages.az.json',
    '!../{accounts,app,comments,consultations,platform,profiles,ui,vocabulary}/messages.az.json',
  ],
  { import: 'default' },
);
