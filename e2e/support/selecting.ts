import type { Page } from '@playwright/test';

/** Drags over these words of a block the way a mouse does. They must stand on the page once within the block. */
export async function selectWords(page: Page, blockId: string, words: string): Promise<void> {
  const block = page.locator(`[id="${blockId}"]`);
  await block.scrollIntoViewIfNeeded();
  const place = await block.evaluate((element, wanted) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(wanted) ?? -1;
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      const rects = [...range.getClientRects()];
      const [first] = rects;
      const last = rects.at(-1);
      if (!first || !last) return null;
      return {
        from: { x: first.left + 1, y: first.top + first.height / 2 },
        to: { x: last.right - 1, y: last.top + last.height / 2 },
      };
    }
    return null;
  }, words);
  if (!place) throw new Error(`“${words}” does not stand in ${blockId}`);
  await page.mouse.move(place.from.x, place.from.y);
  await page.mouse.down();
  await page.mouse.move((place.from.x + place.to.x) / 2, place.to.y, { steps: 4 });
  await page.mouse.move(place.to.x, place.to.y, { steps: 4 });
  await page.mouse.up();
}
