export const catalog = import.meta.glob<Record<string, never>>(
  '../{accounts,app,comments,consultations,platform,profiles,ui,vocabulary}/messages.en.json',
  { eager: true, import: 'default' },
);

export const late = import.meta.glob<Record<string, never>>(
  [
    '../**/messages.en.json',
    '!../{accounts,app,comments,consultations,platform,profiles,ui,vocabulary}/messages.en.json',
  ],
  { import: 'default' },
);
