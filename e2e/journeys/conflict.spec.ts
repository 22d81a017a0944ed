/** J6 3, 7, 8, 10, 11, 14 without the live session, J2 8, and J5 7: rivals side by side, one decision, each reads its outcome. */
import { blockTexts } from '@concord/document/model';
import {
  ClearCommentDocument,
  CommentByIdDocument,
  ReadingConsultationDocument,
  SectionTextDocument,
} from '@concord/schema';
import type { Locator, Page } from '@playwright/test';
import { draft } from '../support/comment.ts';
import { expect, expectAccessible, test } from '../support/journey.ts';
import { enter } from '../support/person.ts';
import { words } from '../support/words.ts';

const en = words('en');

/** The chapter of domain 1, which all of them may read. */
const SECTION = 'b-0064';

/** Health, Labour and the Centre propose wording for the same paragraph; ids in this order. */
async function rivals(url: string, block: string): Promise<[string, string, string]> {
  const official = async (author: string, officer: string, body: string, proposal: string) => {
    const [writes, clears] = [await enter(url, author), await enter(url, officer)];
    const id = await draft(writes, { section: SECTION, block, body, proposal });
    const { clearComment } = await clears.ask(ClearCommentDocument, { commentId: id, version: 1 });
    if (clearComment.__typename !== 'Comment') throw new Error(clearComment.message);
    return id;
  };
  return [
    await official('Sayla Vint', 'Brin Tolvar', 'Health sees it this way.', 'The wording of Health.'),
    await official('Ilka Renn', 'Dav Moric', 'Labour sees it that way.', 'The wording of Labour.'),
    await official('Ana Thorne', 'Ana Thorne', 'The Centre asks for more.', 'The wording of the Centre.'),
  ];
}

const board = (page: Page, id: string) => page.goto(`/c/velmora-2025/conflicts/${id}`);
const paragraph = (page: Page) => page.getByRole('region', { name: en('conflicts.paragraph') });
const lane = (page: Page, organisation: RegExp) => page.getByRole('article', { name: organisation });
const writing = (page: Page) => page.getByRole('textbox', { name: en('conflicts.compromise.wording') });

test('[CF3][DC6][T5] three rivals, a compromise, one decision; pressed by two at once it is applied once, and undone', async ({
  open,
  server,
}) => {
  const [health, labour, centre] = await rivals(server.url, 'b-0076');
  const before = await textOf(server.url, 'b-0076');

  const first = await open('Oren Daly');
  const second = await open('Lira Tavesh');
  await first.goto('/c/velmora-2025/conflicts');
  await expect(first.locator(`[data-row="${health}"]`)).toBeVisible();
  await board(first, labour);
  await board(second, health);
  for (const organisation of [/Public Health/, /Labour/, /Centre/])
    await expect(lane(first, organisation)).toBeVisible();
  await expectAccessible(first);

  // Whatever takes the focus is in sight, above the bar at the bottom.
  await first.keyboard.press('Home');
  const ifAccepted = lane(first, /Centre/).getByRole('button', { name: en('conflicts.ifAccepted') });
  await lane(first, /Centre/)
    .getByRole('link')
    .first()
    .focus();
  while (!(await ifAccepted.evaluate((button) => button === document.activeElement)))
    await first.keyboard.press('Tab');
  expect(
    await ifAccepted.evaluate((button) => {
      const { left, top, width, height } = button.getBoundingClientRect();
      return button.contains(document.elementFromPoint(left + width / 2, top + height / 2));
    }),
  ).toBe(true);

  // "If accepted", by key and by pointer; read as it would stand.
  for (const page of [first, second]) await page.getByLabel(en('conflicts.clean')).check();
  await first.keyboard.press('2');
  await expect(paragraph(first)).toContainText('The wording of Labour.');
  await first.keyboard.press('0');
  await expect(paragraph(first)).not.toContainText('The wording of Labour.');
  await lane(first, /Centre/)
    .getByRole('button', { name: en('conflicts.ifAccepted') })
    .click();
  await expect(paragraph(first)).toContainText('The wording of the Centre.');

  // Written by two moderators.
  await writing(first).fill('What all of them can live with.');
  await expect(writing(second)).toHaveValue('What all of them can live with.');
  await writing(second).fill('What all of them can live with, in one sentence.');
  await expect(writing(first)).toHaveValue('What all of them can live with, in one sentence.');

  for (const page of [first, second]) {
    await page.getByRole('radio', { name: en('conflicts.compromise') }).check();
    await expect(paragraph(page)).toContainText('in one sentence.');
    await page.getByRole('button', { name: en('conflicts.decide.open') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox').nth(2).selectOption('not_accepted');
    await dialog.getByRole('button', { name: en('conflicts.decide.apply') }).click();
    // Nothing is decided without the reason that the Centre will read: all that is missing is said at once.
    await expect(dialog.getByText(en('conflicts.problem.reason_required'))).toBeVisible();
    await expect(dialog.getByText(en('conflicts.problem.reason_code_required'))).toBeVisible();
    await expect(dialog.getByLabel(en('conflicts.reasonCode'))).toBeFocused();
    await dialog.getByRole('combobox').nth(2).selectOption('superseded');
    await dialog.getByRole('textbox').nth(2).fill('More than can be done this year.');
  }
  await expectAccessible(first);
  await Promise.all(
    [first, second].map((page) =>
      page.getByRole('button', { name: en('conflicts.decide.apply') }).dblclick(),
    ),
  );
  for (const page of [first, second]) {
    await expect(page.getByRole('heading', { name: en('conflicts.settled.title'), exact: true })).toHaveCount(
      1,
    );
    await expect(page.getByText('More than can be done this year.').first()).toBeVisible();
    await expect(page.getByRole('heading', { name: en('conflicts.record') })).toBeFocused();
  }
  // One of them decided; the other is told so, and has what they wrote.
  const told = (page: Page) => page.getByText(en('conflicts.overtaken'), { exact: true });
  const reason = (page: Page) =>
    page.getByRole('textbox', { name: 'Reason for Harbour Centre for Survivors of Trafficking' });
  const both = async (one: (page: Page) => Locator) =>
    (await one(first).count()) + (await one(second).count());
  await expect.poll(() => both(told)).toBe(1);
  expect(await both(reason)).toBe(1);
  const late = (await told(first).count()) === 1 ? first : second;
  await expect(reason(late)).toHaveValue('More than can be done this year.');
  await expectAccessible(late);
  await late.reload();
  await expect(reason(late)).toHaveValue('More than can be done this year.');
  await late.getByRole('button', { name: en('conflicts.reasons.forget') }).click();
  await expect(reason(late)).toHaveCount(0);
  const after = await textOf(server.url, 'b-0076');
  expect(after).toBe('What all of them can live with, in one sentence.');

  // Each organisation reads its own line.
  for (const [id, name, disposition] of [
    [health, 'Brin Tolvar', 'merged'],
    [labour, 'Dav Moric', 'merged'],
    [centre, 'Ana Thorne', 'superseded'],
  ] as const) {
    const { comment } = await (await enter(server.url, name)).ask(CommentByIdDocument, { id });
    expect(comment?.outcome?.disposition, name).toBe(disposition);
    expect(comment?.outcome?.change?.after).toBe(after);
  }
  const reader = await open('Ana Thorne');
  await reader.goto(`/c/velmora-2025/${SECTION}?comment=${centre}`);
  await expect(reader.getByText('More than can be done this year.').first()).toBeVisible();

  // Taken back by the other moderator: the text and the rivals are back, both decisions on record.
  await second.getByRole('button', { name: en('conflicts.undo.open') }).click();
  await second
    .getByRole('textbox', { name: en('conflicts.undo.reason') })
    .fill('The session wants to see it.');
  await second.getByRole('button', { name: en('conflicts.undo.action') }).click();
  await expect(lane(second, /Public Health/)).toBeVisible();
  await expect(second.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(lane(first, /Public Health/)).toBeVisible();
  await expect(first.getByText('The session wants to see it.')).toBeVisible();
  expect(await textOf(server.url, 'b-0076')).toBe(before);
});

test('[CF8][CF9][CF10][DK4] two moderators type a compromise at once, see each other there, and lose nothing when it ends', async ({
  open,
  server,
}) => {
  const [health, labour] = await rivals(server.url, 'b-0082');
  const oren = await open('Oren Daly');
  const lira = await open('Lira Tavesh', { width: 360, height: 780 });
  await board(oren, labour);
  await board(lira, health);
  await oren.getByLabel(en('conflicts.compromise.begin')).selectOption({ label: en('conflicts.original') });
  await expect(writing(lira)).not.toHaveValue('');
  await writing(oren).fill('can live with it.');
  await expect(writing(lira)).toHaveValue('can live with it.');
  // What somebody has written is not replaced with one press.
  await expect(lira.getByLabel(en('conflicts.compromise.begin'))).toBeDisabled();

  // At once, one at the beginning and one at the end.
  const types = async (page: Page, key: string, words: string) => {
    await writing(page).focus();
    await page.keyboard.press(key);
    await page.keyboard.type(words, { delay: 15 });
  };
  await Promise.all([
    types(oren, 'Control+Home', 'All who were asked for their opinion '),
    types(lira, 'Control+End', ' It is read again next year.'),
  ]);
  const together = 'All who were asked for their opinion can live with it. It is read again next year.';
  for (const page of [oren, lira]) await expect(writing(page)).toHaveValue(together);
  const compromise = (page: Page) => page.getByRole('region', { name: en('conflicts.compromise') });
  await expect(compromise(oren)).toContainText('Lira Tavesh is writing here too.');
  await expect(compromise(lira)).toContainText('Oren Daly is writing here too.');
  await expect(oren.locator('.cursor-name')).toHaveText(/^Lira Tavesh · /);
  await expect(lira.locator('.cursor-name')).toHaveText(/^Oren Daly · /);
  // The words that hold the carets lie over those in the field, line by line.
  for (const page of [oren, lira]) {
    const looks = await writing(page).evaluate((area) =>
      [area, area.nextElementSibling ?? document.body].map((one) => {
        const { font, width, height, padding, letterSpacing } = getComputedStyle(one);
        return [font, width, height, padding, letterSpacing, one.scrollHeight];
      }),
    );
    expect(looks[1]).toEqual(looks[0]);
  }
  for (const page of [oren, lira]) {
    await expect(page.locator('[data-save="saved"]')).toBeVisible();
    await expectAccessible(page);
  }
  expect(
    await lira.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth),
  ).toBe(true);

  // Without a network one types on, and reads that it is not saved; then both texts come together.
  await lira.context().setOffline(true);
  await types(lira, 'Control+End', ' Perhaps.');
  await expect(lira.locator('[data-save="saved"]')).toHaveCount(0);
  await types(oren, 'Control+Home', 'So: ');
  await expect(writing(lira)).toHaveValue(`${together} Perhaps.`);
  await lira.context().setOffline(false);
  for (const page of [oren, lira]) await expect(writing(page)).toHaveValue(`So: ${together} Perhaps.`);
  await writing(oren).fill(together);
  await expect(writing(lira)).toHaveValue(together);
  await expect(lira.locator('[data-save="saved"]')).toBeVisible();

  // It is there when one comes back, and in the paragraph as it is typed.
  await oren.reload();
  await expect(writing(oren)).toHaveValue(together);
  await oren.getByLabel(en('conflicts.clean')).check();
  await oren.getByRole('radio', { name: en('conflicts.compromise') }).check();
  await expect(paragraph(oren)).toContainText('It is read again next year.');
  await types(lira, 'Control+End', ' Or sooner.');
  await expect(paragraph(oren)).toContainText('next year. Or sooner.');

  // Who decides reads what they decide on, and learns that it changed.
  await oren.getByRole('button', { name: en('conflicts.decide.open') }).click();
  const dialog = oren.getByRole('dialog');
  await types(lira, 'Control+End', ' If need be.');
  await expect(dialog.getByText(en('conflicts.renew'))).toBeVisible();
  await expect(dialog).not.toContainText('If need be');
  await expectAccessible(oren);
  await dialog.getByRole('button', { name: en('conflicts.renew.action') }).click();
  await expect(dialog).toContainText('If need be');
  await expect(dialog.getByText(en('conflicts.renew'))).toHaveCount(0);
  await dialog.getByRole('combobox').nth(2).selectOption('superseded');
  await dialog.getByRole('textbox').nth(2).fill('More than can be done this year.');
  await types(lira, 'Control+End', ' And one word more.');
  await expect(dialog.getByText(en('conflicts.renew'))).toBeVisible();
  await dialog.getByRole('button', { name: en('conflicts.decide.apply') }).click();
  await expect(oren.getByRole('heading', { name: en('conflicts.settled.title'), exact: true })).toBeVisible();
  const decided = `${together} Or sooner. If need be.`;
  expect(await textOf(server.url, 'b-0082')).toBe(decided);

  // Whoever was typing sees that it is over, and has their words.
  await expect(lira.getByText(en('conflicts.overtaken'), { exact: true })).toBeVisible();
  await expect(lira.getByRole('textbox', { name: en('conflicts.left') })).toHaveValue(
    `${decided} And one word more.`,
  );
  await expect(oren.getByRole('textbox', { name: en('conflicts.left') })).toHaveCount(0);
  await expectAccessible(lira);
});

test('[ST3][T4] an association supports another’s comment with a reason, and everybody on the board reads it', async ({
  open,
  server,
}) => {
  const [, labour] = await rivals(server.url, 'b-0080');
  const [moderator, association] = [
    await open('Oren Daly'),
    await open('Ana Thorne', { width: 360, height: 780 }),
  ];
  await board(moderator, labour);
  await board(association, labour);
  await lane(association, /Labour/)
    .getByRole('button', { name: en('acts.stance.open') })
    .click();
  await association.getByLabel(en('acts.stance.supports_with_change')).check();
  await association.getByRole('button', { name: en('acts.stance.take') }).click();
  await expect(association.getByText(en('acts.stance.reasonNeeded'))).toBeVisible();
  await association.getByRole('textbox', { name: en('acts.stance.reason') }).fill('With the deadline named.');
  await association.getByRole('button', { name: en('acts.stance.take') }).click();
  await expect(lane(moderator, /Labour/)).toContainText('With the deadline named.');
  // No wording of the moderators, no decision for others; nothing scrolls sideways on a phone.
  await expect(association.getByText(en('conflicts.compromise.who'))).toHaveCount(0);
  await expect(association.getByRole('button', { name: en('conflicts.decide.open') })).toHaveCount(0);
  expect(
    await association.evaluate(
      () => document.documentElement.scrollWidth <= document.documentElement.clientWidth,
    ),
  ).toBe(true);
  await expectAccessible(association);
});

/** The paragraph as everybody reads it, without its footnote marks. */
async function textOf(url: string, block: string): Promise<string | undefined> {
  const reader = await enter(url, 'Remy Falk');
  const { consultation } = await reader.ask(ReadingConsultationDocument, { slug: 'velmora-2025' });
  const id = consultation?.sections.find(({ key }) => key === SECTION)?.id ?? '';
  const { section } = await reader.ask(SectionTextDocument, { id, language: 'en' });
  return blockTexts(section?.variant?.content ?? { type: 'doc', content: [] }).find((one) => one.id === block)
    ?.text;
}
