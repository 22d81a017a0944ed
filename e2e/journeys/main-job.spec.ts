/**
 * The main job, end to end, on a real Word file: import, comment, clear, look on, edit, decide, read the outcome.
 * Seven people, a browser session each. Journeys J1.2, J1.6, J3.2–3, J4.9, J5.1, J6.10 in small.
 */
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/journey.ts';
import { selectWords } from '../support/selecting.ts';
import { words } from '../support/words.ts';

const docx = path.resolve(
  import.meta.dirname,
  '../../packages/fixtures/data/velmora/word/profile-v1.en.docx',
);
const en = words('en');
const az = words('az');

const chapter = '/c/practice/b-0064';
const quote = 'No rule states who bears the cost of emergency care';
const wording = 'No law states who bears the cost of emergency care';
const body = 'Order 44 of 2021 makes emergency care free of charge; what is missing is a law.';

test('a comment goes from a sentence of a Word file to a decision in the text', async ({ open }) => {
  await test.step('the drafter imports the draft and sees it before it is stored', async () => {
    const drafter = await open('Remy Falk');
    await drafter.goto('/c/practice/import');
    await importFile(drafter);
    // 321 blocks of the profile and the line "Draft version 1.0", which only Word has.
    await expect(drafter.getByRole('main')).toContainText('322');
    await expect(drafter.getByRole('main')).toContainText('138');
    await drafter.getByRole('button', { name: /^Import \d+ sections$/ }).click();
    await expect(drafter.getByText(en('exchange.applied.title'))).toBeVisible();
  });

  await test.step('the same file again changes nothing', async () => {
    const drafter = await open('Remy Falk');
    await drafter.goto('/c/practice/import');
    await importFile(drafter);
    await expect(drafter.getByText(en('exchange.preview.nothingChanges'))).toBeVisible();
  });

  const labour = await open('Ilka Renn');
  const moderator = await open('Oren Daly');
  const association = await open('Kas Brenn');
  await Promise.all([labour.goto(chapter), moderator.goto(chapter), association.goto('/c/practice')]);
  await expect(labour.locator('[id="b-0094"]')).toBeVisible();

  const official = await open('Orla Keth');
  await test.step('an official of Public Health comments on a sentence, without a right to edit', async () => {
    await official.goto(chapter);
    await expect(official.getByRole('button', { name: en('profiles.edit') })).toHaveCount(0);
    await selectWords(official, 'b-0094', quote);
    await official.getByRole('button', { name: en('profiles.pick.propose') }).click();
    await official.getByLabel(en('comments.compose.body'), { exact: true }).fill(body);
    await official.getByLabel(en('comments.proposal'), { exact: true }).fill(wording);
    await expectAccessible(official);
    await official.getByRole('button', { name: en('comments.compose.save') }).click();
    await expect(official.getByText(en('comments.compose.saved'))).toBeVisible();
  });

  await test.step('[T4] nobody outside the ministry knows of the draft', async () => {
    for (const page of [labour, moderator, association]) {
      await page.reload();
      await expect(page.getByRole('main')).toBeVisible();
      await expect(page.getByText(body.slice(0, 20))).toHaveCount(0);
    }
  });

  await test.step('her clearing officer makes it official; others see it within a second, the association never', async () => {
    const officer = await open('Brin Tolvar');
    await officer.goto(chapter);
    await openNote(officer);
    await officer.getByRole('button', { name: en('comments.clear.open') }).click();
    await expectAccessible(officer);
    const began = Date.now();
    await officer.getByRole('button', { name: en('acts.clear'), exact: true }).click();
    await Promise.all(
      [labour, moderator].map((page) => expect(noteOf(page)).toBeVisible({ timeout: 5_000 })),
    );
    test.info().annotations.push({ type: 'live', description: `${Date.now() - began} ms` });
    await expect(officer.getByText(en('acts.clear.done'))).toBeVisible();
    await expect(association.getByText(body.slice(0, 20))).toHaveCount(0);
    await association.goto(chapter);
    await expect(association.getByText(en('profiles.notFound'))).toBeVisible();
  });

  await test.step('[T2] a drafter edits the same sentence and the comment stays on its words', async () => {
    const drafter = await open('Remy Falk');
    await drafter.goto(chapter);
    await drafter.getByRole('button', { name: en('profiles.edit') }).click();
    const block = drafter.locator('.ProseMirror [data-block="b-0094"]');
    await block.click({ position: { x: 2, y: 12 } });
    await drafter.keyboard.press('Home');
    await drafter.keyboard.type('At present, ');
    await expect(drafter.getByText(/^Saved/).first()).toBeVisible();
    await drafter.getByRole('button', { name: en('editor.done') }).click();
    await expect(labour.locator('[id="b-0094"]')).toContainText('At present, No rule states');
    await openNote(labour);
    await expect(labour.getByText(en('comments.anchor.moved'))).toBeVisible();
  });

  await test.step('[T5] the moderator accepts the wording and the text changes on every screen', async () => {
    await moderator.goto('/c/practice/inbox');
    await moderator.getByText(body.slice(0, 20)).first().click();
    await moderator.getByLabel(en('vocabulary.disposition.accepted'), { exact: true }).check();
    await expectAccessible(moderator);
    await moderator.getByRole('button', { name: en('acts.decide.apply') }).click();
    await Promise.all(
      [labour, official].map((page) =>
        expect(page.locator('[id="b-0094"]')).toContainText(`At present, ${wording}`, { timeout: 5_000 }),
      ),
    );
  });

  await test.step('the ministry reads the outcome in Azerbaijani and answers it', async () => {
    const reader = await open('Brin Tolvar', { locale: 'az' });
    await reader.goto(chapter);
    await openNote(reader);
    await expect(reader.getByText(az('vocabulary.disposition.accepted')).first()).toBeVisible();
    await reader.getByRole('button', { name: az('comments.acknowledge.open') }).click();
    await reader.getByLabel(az('vocabulary.acknowledgement.can_live_with')).check();
    await expectAccessible(reader);
    await reader.getByRole('button', { name: az('acts.acknowledge'), exact: true }).click();
    await expect(reader.getByText(az('acts.acknowledge.done'))).toBeVisible();
  });
});

async function importFile(page: Page): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(docx);
}

const noteOf = (page: Page) => page.getByText(body.slice(0, 20)).first();

async function openNote(page: Page): Promise<void> {
  await noteOf(page).click();
}
