/**
 * The text is frozen for consultation: nobody types any more, decisions still change it, and each change names its
 * comment. J1.8, J1.10, J1.11, J1.13, J2.13. Named so that it comes last: afterwards the demo's text is closed.
 */
import { randomUUID } from 'node:crypto';
import { FreezeVersionDocument, ReadingConsultationDocument } from '@concord/schema';
import type { Page } from '@playwright/test';
import { draftAndClear } from '../support/comment.ts';
import { enter } from '../support/person.ts';
import { expect, expectAccessible, test } from '../support/journey.ts';
import { selectWords } from '../support/selecting.ts';
import { words } from '../support/words.ts';

const en = words('en');
const ru = words('ru');
const chapter = '/c/velmora-2025/b-0222';

test('[VE2][T6] a drafter who is typing when the text is frozen loses nothing, and nothing more gets in', async ({
  open,
}) => {
  const [drafter, lead] = await Promise.all([open('Remy Falk'), open('Mira Solt')]);
  await drafter.goto(chapter);
  await drafter.getByRole('button', { name: en('profiles.edit') }).click();
  const block = drafter.locator('.ProseMirror [data-block="b-0223"]');
  await block.click({ position: { x: 2, y: 10 } });
  await drafter.keyboard.press('Home');
  await drafter.keyboard.type('Before the freeze. ');
  await expect(drafter.getByText(/^Saved/).first()).toBeVisible();

  await lead.goto('/c/velmora-2025/versions');
  await lead.getByRole('button', { name: en('versions.freeze.open') }).click();
  await expectAccessible(lead);
  await lead.getByRole('button', { name: 'Freeze version 1' }).click();
  await expect(lead.getByText('Version 1 is frozen.')).toBeVisible();
  await expect(lead.getByRole('rowheader', { name: 'Version 1' })).toBeVisible();

  // The editor closes as soon as the first letter is refused; what was typed until then is kept.
  await drafter.keyboard.type('After the freeze. ');
  await drafter.getByRole('button', { name: 'Show my unsaved text' }).click();
  await expect(drafter.getByRole('dialog', { name: /unsaved|not saved/i })).toContainText(
    /Before the freeze\. A/,
  );
});

test('[VE5][T6] a decision still changes the frozen text, and the change names who asked for it', async ({
  open,
  server,
}) => {
  await frozen(server.url);
  const [moderator, reader] = await Promise.all([open('Oren Daly'), open('Ilka Renn', { locale: 'ru' })]);
  await reader.goto('/c/velmora-2025/versions');
  await expect(reader.getByText(ru('versions.changes.none'))).toBeVisible();
  await reader.getByLabel(ru('versions.changes.language')).selectOption('en');

  const [author, officer] = await Promise.all([
    enter(server.url, 'Pell Anders'),
    enter(server.url, 'Rhea Moss'),
  ]);
  const body = `After the freeze, ${Date.now()}`;
  await draftAndClear(author, officer, {
    section: 'b-0222',
    block: 'b-0223',
    body,
    proposal: 'Decided words',
  });
  await moderator.goto('/c/velmora-2025/inbox');
  await moderator.getByText(body).first().click();
  await moderator.getByLabel(en('vocabulary.disposition.accepted'), { exact: true }).check();
  await moderator.getByRole('button', { name: en('acts.decide.apply') }).click();
  await expect(moderator.getByText(en('acts.decide.done'))).toBeVisible();

  const change = reader.getByRole('listitem').filter({ hasText: ru('versions.kind.changed') });
  await expect(change.getByRole('deletion')).not.toBeEmpty();
  await expect(change.getByRole('insertion')).toContainText('Decided words');
  await expect(change.getByRole('link')).toContainText('№');
  await expectAccessible(reader);
});

test('[VE7][DC7][T6] a slip is corrected as a decision, and its words tell where they come from', async ({
  open,
  server,
}) => {
  await frozen(server.url);
  const [drafter, lead] = await Promise.all([open('Sim Vale'), open('Mira Solt')]);
  await drafter.goto(chapter);
  const correct = () =>
    drafter.getByRole('button', { name: en('profiles.pick.correct'), exact: true }).click();
  await selectWords(drafter, 'b-0225', await firstWords(drafter, 'b-0225'));
  await correct();
  const dialog = drafter.getByRole('dialog', { name: en('versions.correct.title') });
  await dialog.getByLabel(en('versions.correct.wording')).fill('The corrected words');
  await dialog.getByRole('button', { name: en('versions.correct') }).click();
  await expect(dialog.getByText(en('versions.correct.reason.missing'))).toBeVisible();
  await dialog.getByLabel(en('versions.correct.reason'), { exact: true }).fill('A slip of the pen.');
  await expectAccessible(drafter);
  await dialog.getByRole('button', { name: en('versions.correct') }).click();
  await expect(drafter.locator('[id="b-0225"]')).toContainText('The corrected words');

  // Whoever reads the words learns who decided on them, and why; of untouched words, that nobody did.
  await lead.goto(chapter);
  const whereFrom = async (block: string, text: string) => {
    await selectWords(lead, block, text);
    await lead.getByRole('button', { name: en('profiles.pick.origin') }).click();
    return lead.getByRole('dialog', { name: en('versions.origin') });
  };
  const origin = await whereFrom('b-0225', 'The corrected words');
  await expect(origin).toContainText('A slip of the pen.');
  await expect(origin.getByRole('insertion')).toContainText('The corrected words');
  await expectAccessible(lead);
  // Escape belongs to what is on top, and gives the focus back to where one asked.
  await lead.keyboard.press('Escape');
  await expect(origin).toHaveCount(0);
  await expect(lead.getByRole('button', { name: en('profiles.pick.origin') })).toBeFocused();
  const untouched = await whereFrom('b-0222', await firstWords(lead, 'b-0222'));
  await expect(untouched).toContainText(/Unchanged since version \d/);

  // The exit check: what is open is counted and named, what changed has its decision.
  await lead.goto('/c/velmora-2025/versions');
  await expect(lead.getByText(en('versions.exit.lead'))).toBeVisible();
  // The correction has no comment behind it; whoever compares finds its reason all the same.
  await lead
    .getByRole('listitem')
    .filter({ hasText: 'The corrected words' })
    .getByRole('button', { name: en('versions.origin') })
    .click();
  await expect(lead.getByRole('dialog', { name: en('versions.origin') })).toContainText('A slip of the pen.');
  await lead.keyboard.press('Escape');
  await expect(lead.getByText(/comments are undecided/)).toBeVisible();
  await expect(lead.getByText(/objections? (is|are) maintained/)).toBeVisible();
  await expect(lead.getByText('Every change since the freeze has a decision behind it')).toBeVisible();
});

/** Frozen by the journey above; by itself this one freezes first. */
async function frozen(url: string): Promise<void> {
  const lead = await enter(url, 'Mira Solt');
  const { consultation } = await lead.ask(ReadingConsultationDocument, { slug: 'velmora-2025' });
  if (consultation?.frozenVersion === null)
    await lead.ask(FreezeVersionDocument, { consultationId: consultation.id, key: randomUUID() });
}

const firstWords = async (page: Page, block: string): Promise<string> =>
  ((await page.locator(`[id="${block}"]`).textContent()) ?? '').split(' ').slice(0, 3).join(' ');
