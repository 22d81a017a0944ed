/** Milliseconds before each further attempt, while the device has a network. */
const pauses = [0, 1000, 4000];

/**
 * Fetches a part of the program. One lost packet should not cost a page: it is tried a few times. Without a network it
 * waits for one, for as long as that takes: whoever is offline is told so above the page.
 */
export async function patiently<Part>(load: () => Promise<Part>): Promise<Part> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await load();
    } catch (error) {
      const pause = pauses[tries];
      if (!navigator.onLine) await untilOnline();
      else if (pause === undefined) throw error;
      else await new Promise((resolve) => setTimeout(resolve, pause));
      fetchLooksAgain();
    }
  }
}

const untilOnline = (): Promise<unknown> =>
  new Promise((resolve) => window.addEventListener('online', resolve, { once: true }));

/** A part is asked for again by whoever imports it; what it looks like, which came with it, by nobody else. */
function fetchLooksAgain(): void {
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]'))
    if (!link.sheet) link.after(link.cloneNode());
}
