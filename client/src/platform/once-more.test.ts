import { expect, test } from 'vitest';
import { onceMore } from './once-more';

/** Readings that end when told to. */
function held() {
  const endings: ((failed?: boolean) => void)[] = [];
  const work = () =>
    new Promise<void>((resolve, reject) => {
      endings.push((failed) => (failed ? reject(new Error('failed')) : resolve()));
    });
  return { endings, run: onceMore(work) };
}
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

test('[RV9] news that comes while a text is being read makes it be read once more, however often it comes', async () => {
  const { endings, run } = held();
  run();
  run();
  run();
  expect(endings).toHaveLength(1);
  endings[0]?.();
  await settle();
  expect(endings).toHaveLength(2);
  endings[1]?.();
  await settle();
  expect(endings).toHaveLength(2);
});

test('[RV9] a reading that failed does not keep the next one away', async () => {
  const { endings, run } = held();
  run();
  run();
  endings[0]?.(true);
  await settle();
  expect(endings).toHaveLength(2);
});
