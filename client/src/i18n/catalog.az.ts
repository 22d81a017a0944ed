export const catalog = import.meta.glob<Record<string, never>>('../*/messages.az.json', {
  eager: true,
  import: 'default',
});
