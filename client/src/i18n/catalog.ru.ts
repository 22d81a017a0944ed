export const catalog = import.meta.glob<Record<string, never>>('../*/messages.ru.json', {
  eager: true,
  import: 'default',
});
