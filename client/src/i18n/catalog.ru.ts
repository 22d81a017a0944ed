export const catalog = import.meta.glob<Record<string, never>>(
  '../{accounts,app,comments,consultations,platform,profiles,ui,vocabulary}/messages.ru.json',
  { eager: true, import: 'default' },
);

export const late = import.meta.glob<Record<string, never>>(
  [
    '../**/messages.ru.json',
    '!../{accounts,app,comments,consultations,platform,profiles,ui,vocabulary}/messages.ru.json',
  ],
  { import: 'default' },
);
