/** A change that the server refuses for good: nothing typed is lost, and it can be put in again. */
import type { Page, WebSocketRoute } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/journey.ts';
import { words } from '../support/words.ts';

const en = words('en');
const chapter = '/c/velmora-2025/b-0222';
const taken = 4410;

test('[ED16] refused text is kept, put in again with one press, and Saved means there after a reload', async ({
  open,
}) => {
  const page = await open('Remy Falk');
  const door = await refusesOnce(page);
  await page.goto(chapter);
  await page.getByRole('button', { name: en('profiles.edit') }).click();
  await expect(block(page, 'b-0223')).toBeVisible();
  await expect(page.getByText(/^Saved/).first()).toBeVisible();

  door.refuse = true;
  await block(page, 'b-0223').click({ position: { x: 2, y: 10 } });
  await page.keyboard.press('Home');
  await page.keyboard.insertText('Refused at first. ');
  await expect(page.getByText(en('sync.notice.aside'))).toBeVisible();
  await expect(block(page, 'b-0223')).not.toContainText('Refused at first.');

  // Kept on the device: neither a reload nor a closed editor takes it.
  await page.reload();
  await page.getByRole('button', { name: en('profiles.edit') }).click();
  await page.getByRole('button', { name: en('sync.notice.showAside') }).click();
  await expect(page.getByRole('textbox', { name: en('sync.unsent.text') })).toHaveValue(
    /^Refused at first\. /,
  );
  await expectAccessible(page);
  await page.getByRole('button', { name: en('sync.aside.insert') }).click();
  await expect(block(page, 'b-0223')).toContainText('Refused at first. ');
  await expect(page.getByText(en('sync.notice.aside'))).toBeHidden();
  await expect(page.getByText(/^Saved at/).first()).toBeVisible();
  await page.reload();
  await expect(page.locator('article [id="b-0223"]')).toContainText('Refused at first. ');
});

/** Stands between the page and the server; refuses one update in the server's words when told to. */
async function refusesOnce(page: Page): Promise<{ refuse: boolean }> {
  const door = { refuse: false };
  await page.routeWebSocket(/\/sync$/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => {
      if (door.refuse && typeof message !== 'string' && isUpdate(message)) {
        door.refuse = false;
        refuse(socket, message);
      } else server.send(message);
    });
  });
  return door;
}

/** Name, then 0 for sync, then 2 for an update. */
const isUpdate = (frame: Buffer): boolean => {
  const after = 1 + (frame[0] ?? 0);
  return frame[after] === 0 && frame[after + 1] === 2;
};

function refuse(socket: WebSocketRoute, frame: Buffer): void {
  const name = frame.subarray(0, 1 + (frame[0] ?? 0));
  const why = Buffer.from(JSON.stringify({ type: 'refused', code: 'taken' }));
  socket.send(Buffer.concat([name, Buffer.of(5, why.length), why]));
  socket.send(Buffer.concat([name, Buffer.of(8, 0)]));
  void socket.close({ code: taken, reason: 'client id of someone else' });
}

const block = (page: Page, id: string) => page.locator(`.ProseMirror [data-block="${id}"]`);
