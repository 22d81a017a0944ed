/** A ministry's network that lets no WebSocket through: people edit together all the same, and Saved is true. */
import type { Page } from '@playwright/test';
import { draftAndClear } from '../support/comment.ts';
import { expect, expectAccessible, test } from '../support/journey.ts';
import { enter } from '../support/person.ts';
import { words } from '../support/words.ts';

const en = words('en');
const chapter = '/c/velmora-2025/b-0222';

test('[ED19][T3] two drafters behind a network without WebSockets write together, and Saved is there after a reload', async ({
  open,
}) => {
  const [first, second] = await Promise.all([open('Remy Falk'), open('Sim Vale')]);
  await Promise.all([blockSockets(first), blockSockets(second)]);
  await Promise.all([startEditing(first), startEditing(second)]);

  await typeAtStart(first, 'b-0223', 'By the slower path. ');
  await typeAtStart(second, 'b-0233', 'And back. ');
  await expect(block(second, 'b-0223')).toContainText('By the slower path. ');
  await expect(block(first, 'b-0233')).toContainText('And back. ');
  await expect(first.getByText('Sim Vale').first()).toBeAttached();
  await Promise.all([first, second].map((page) => expect(page.getByText(/^Saved at/).first()).toBeVisible()));

  const notice = first.getByText(en('sync.slow'));
  await expect(notice).toBeVisible();
  await expectAccessible(first);
  await first.getByRole('button', { name: en('sync.slow.show') }).click();
  await expect(first.getByRole('textbox', { name: en('sync.slow.text') })).toHaveValue(/Upgrade: websocket/);
  await first.keyboard.press('Escape');
  await first.getByRole('button', { name: en('sync.slow.dismiss') }).click();
  await expect(notice).toBeHidden();

  await second.reload();
  await expect(second.locator('article [id="b-0223"]')).toContainText('By the slower path. ');
  await expect(second.locator('article [id="b-0233"]')).toContainText('And back. ');
});

test('[ED19] WebSockets are taken again as soon as they get through', async ({ open }) => {
  const page = await open('Remy Falk');
  let blocked = true;
  let through = 0;
  await page.routeWebSocket(/\/sync$/, async (socket) => {
    if (blocked) await socket.close({ code: 1011 });
    else {
      through += 1;
      socket.connectToServer();
    }
  });
  const streams: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/sync/stream')) streams.push(request.url());
  });
  await startEditing(page);
  await expect.poll(() => streams.length).toBe(1);
  blocked = false;
  await expect.poll(() => through).toBeGreaterThanOrEqual(2); // one to look, one to stay
  await typeAtStart(page, 'b-0223', 'Back on the fast path. ');
  await expect(page.getByText(/^Saved at/).first()).toBeVisible();
  expect(streams).toHaveLength(1);
});

test('[ED19][SO5][T4] what other organisations say appears behind such a network too, and only that', async ({
  open,
  server,
}) => {
  const reader = await open('Ilka Renn');
  await blockSockets(reader);
  await reader.goto('/c/velmora-2025/b-0097');
  await expect(reader.locator('[id="b-0099"]')).toBeVisible();
  // No editor is open: the notice comes from what is live.
  await expect(reader.getByText(en('sync.slow'))).toBeVisible({ timeout: 15_000 });
  await expect(reader.getByText(en('app.connection.reconnecting'))).toHaveCount(0);
  const [author, officer] = await Promise.all([
    enter(server.url, 'Orla Keth'),
    enter(server.url, 'Brin Tolvar'),
  ]);
  const body = `Heard over the slower path, ${Date.now()}`;
  await draftAndClear(author, officer, { section: 'b-0097', block: 'b-0099', body });
  await expect(reader.getByText(body).first()).toBeAttached();
  await expectAccessible(reader);
});

/** As proxies do that do not know the upgrade: the handshake never succeeds. */
async function blockSockets(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const Blocked = class extends EventTarget {
      readyState = 0;
      constructor() {
        super();
        setTimeout(() => {
          this.readyState = 3;
          this.tell(new Event('error'));
          this.tell(new CloseEvent('close', { code: 1006 }));
        }, 20);
      }
      tell(event: Event): void {
        this.dispatchEvent(event);
        (Reflect.get(this, `on${event.type}`) as ((event: Event) => void) | null | undefined)?.(event);
      }
      send(): void {}
      close(): void {}
    };
    Object.assign(window, { WebSocket: Blocked });
  });
}

async function startEditing(page: Page): Promise<void> {
  await page.goto(chapter);
  await page.getByRole('button', { name: en('profiles.edit') }).click();
  await expect(block(page, 'b-0223')).toBeVisible();
}

const block = (page: Page, id: string) => page.locator(`.ProseMirror [data-block="${id}"]`);

async function typeAtStart(page: Page, id: string, text: string): Promise<void> {
  await block(page, id).click({ position: { x: 2, y: 10 } });
  await page.keyboard.press('Home');
  await page.keyboard.type(text);
}
