export const catalog = import.meta.glob<Record<string, never>>('../*/messages.en.json', {
  eager: true,
  import: 'default',
});
