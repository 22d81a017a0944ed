/**
 * A blind round from its setting up to the end of a no-objection round: J2.1, J2.3–7, J2.11–12, J4.10, J5.8. The
 * server's clock is put forward by a preload of the journey's own; the product has no such door.
 */
import path from 'node:path';
import type { Page } from '@playwright/test';
import {
  ClearCommentsDocument,
  CommentByIdDocument,
  CommentsDocument,
  ReadingConsultationDocument,
} from '@concord/schema';
import { test } from '../support/clock.ts';
import { draft, draftAndClear } from '../support/comment.ts';
import { expect, expectAccessible, expectNoSidewaysScroll } from '../support/journey.ts';
import { enter } from '../support/person.ts';
import { selectWords } from '../support/selecting.ts';
import { words } from '../support/words.ts';

const docx = path.resolve(
  import.meta.dirname,
  '../../packages/fixtures/data/velmora/word/profile-v1.en.docx',
);
const en = words('en');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const place = { slug: 'practice', section: 'b-0064' } as const;
const secret = 'Only a law can set this.';

/** The question on top of a page. */
const asked = (page: Page) => page.getByRole('dialog');

test('a blind round, reminders, a deadline, and decisions that stand by silence', async ({
  open,
  server,
  clock,
}) => {
  test.slow();
  const pages: Page[] = [];
  const at = async (name: string, screen = {}): Promise<Page> => {
    const page = await open(name, screen);
    pages.push(page);
    await page.goto('/c/practice/round');
    return page;
  };
  const leave = async () => {
    await Promise.all(pages.splice(0).map((page) => page.context().close()));
  };
  const person = (name: string) => enter(server.url, name);
  const trackerRow = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });

  const drafter = await open('Remy Falk');
  await drafter.goto('/c/practice/import');
  await drafter.locator('input[type=file]').setInputFiles(docx);
  await drafter.getByRole('button', { name: /^Import \d+ sections$/ }).click();
  await expect(drafter.getByText(en('exchange.applied.title'))).toBeVisible();
  pages.push(drafter);

  const lead = await at('Lira Tavesh');
  await test.step('J2.1 four stages, today’s marked, with what is expected', async () => {
    const line = lead.getByRole('list', { name: en('rounds.timeline') });
    await expect(line.getByRole('listitem')).toHaveCount(4);
    await expect(line.locator('[aria-current=step]')).toContainText(en('rounds.stage.comments'));
    await expect(lead.getByText(en('rounds.expected.follow'))).toBeVisible();
    await expectAccessible(lead);
  });

  await test.step('the round becomes blind and closes in 30 minutes, with a day of grace', async () => {
    await lead.getByRole('button', { name: en('rounds.change.open') }).click();
    // The consultation lives four hours ahead of UTC, wherever this browser is.
    const wall = new Date(clock.now() + 4 * HOUR + 30 * MINUTE).toISOString().slice(0, 16);
    await asked(lead).getByLabel(en('rounds.change.closesAt'), { exact: true }).fill(wall);
    await asked(lead).getByLabel(en('rounds.change.blind')).check();
    await expectAccessible(lead);
    await asked(lead)
      .getByRole('button', { name: en('rounds.change'), exact: true })
      .click();
    await expect(lead.getByText(en('rounds.blind'), { exact: true })).toBeVisible();
  });

  await test.step('J2.3 Civil Protection gets three more days, and nobody else does', async () => {
    await lead.getByRole('button', { name: /Extend the deadline: Ministry of Civil Protection/ }).click();
    await asked(lead).getByLabel(en('rounds.extend.reason')).fill('The flood of May.');
    await asked(lead)
      .getByRole('button', { name: en('rounds.extend'), exact: true })
      .click();
    await expect(trackerRow(lead, 'Ministry of Civil Protection')).toContainText('The flood of May.');
    await expect(lead.getByText('The flood of May.')).toHaveCount(1);
    const protection = await at('Rhea Moss');
    await expect(protection.getByText('The flood of May.')).toBeVisible();
    const labour = await at('Dav Moric');
    await expect(labour.getByText(en('rounds.blind'), { exact: true })).toBeVisible();
    await expect(labour.getByText('The flood of May.')).toHaveCount(0);
  });

  await test.step('J2.4 the tracker tells what organisations said, live', async () => {
    const displaced = await at('Ivo Strand', { locale: 'az' });
    await displaced.getByRole('button', { name: words('az')('rounds.my.nothing') }).click();
    await expect(trackerRow(lead, 'Committee for Displaced Persons')).toContainText(
      en('rounds.response.nil_return'),
    );
    const abroad = await at('Rafo Lindt', { width: 360, height: 780, locale: 'ru' });
    await expectNoSidewaysScroll(abroad);
    await abroad.getByRole('button', { name: words('ru')('rounds.my.work') }).click();
    await expect(trackerRow(lead, 'Committee for Velmorans Abroad')).toContainText(
      en('rounds.response.working'),
    );
    await expect(trackerRow(lead, 'National Statistics Bureau')).toContainText(en('rounds.response.silent'));
  });

  await test.step('J2.5 one reminder to the silent; the second press is refused', async () => {
    const bureau = await at('Linn Obrec');
    await lead.getByRole('button', { name: en('rounds.remind') }).click();
    await expect(lead.getByText(en('rounds.remind.done'))).toBeVisible();
    await expect(bureau.getByText(en('rounds.my.remindedExplain'))).toBeVisible();
    await expect(bureau.getByRole('link', { name: en('app.reminder') })).toBeVisible();
    await expect(lead.getByRole('link', { name: en('app.reminder') })).toHaveCount(0);
    await lead.getByRole('button', { name: en('rounds.remind') }).click();
    await expect(lead.getByRole('alert')).toContainText('in the last 24 hours');
  });

  const [sayla, brin, ilka, dav] = await Promise.all(
    ['Sayla Vint', 'Brin Tolvar', 'Ilka Renn', 'Dav Moric'].map(person),
  );
  if (!sayla || !brin || !ilka || !dav) throw new Error('Somebody is missing');
  await test.step('J2.6 Labour and Health contradict each other: flagged, content hidden while blind', async () => {
    const block = { ...place, block: 'b-0094' };
    await draftAndClear(sayla, brin, { ...block, body: secret, proposal: 'A law sets who pays.' });
    await draftAndClear(ilka, dav, { ...block, body: 'No.', proposal: 'The order of 2021 sets who pays.' });
    await lead.reload();
    const flagged = lead.locator('section').filter({ hasText: en('rounds.contradictions.lead') });
    await expect(flagged).toContainText('Ministry of Public Health');
    await expect(flagged).toContainText('Ministry of Labour and Welfare');
    await expect(lead.getByText('A law sets who pays.')).toHaveCount(0);
    const moderator = await person('Oren Daly');
    const { consultation } = await moderator.ask(ReadingConsultationDocument, { slug: 'practice' });
    const { comments } = await moderator.ask(CommentsDocument, {
      consultationId: consultation?.id ?? '',
      first: 10,
    });
    expect(comments?.totalCount).toBe(0);
  });

  await test.step('J2.7 a pause refuses new comments with a clear message, and keeps drafts', async () => {
    const kept = await draft(sayla, { ...place, block: 'b-0065', body: 'Kept.' });
    await lead.getByRole('button', { name: en('rounds.pause.open') }).click();
    // Without a reason it is refused where the reason goes, and one is led there.
    await asked(lead)
      .getByRole('button', { name: en('rounds.pause'), exact: true })
      .click();
    await expect(asked(lead).locator('[aria-invalid=true]')).toBeFocused();
    await asked(lead).getByLabel(en('rounds.pause.reason')).fill('A new draft is coming.');
    await asked(lead)
      .getByRole('button', { name: en('rounds.pause'), exact: true })
      .click();
    await expect(lead.getByText(/New comments are not taken.*A new draft is coming\./)).toBeVisible();
    await expect(draft(sayla, { ...place, block: 'b-0065', body: 'Refused.' })).rejects.toThrow(
      /paused|dayandırıb|приостановило/,
    );
    const education = await open('Juno Karst');
    pages.push(education);
    await education.goto('/c/practice/b-0064');
    await expect(education.getByText(en('consultations.phase.paused'))).toBeVisible();
    await selectWords(education, 'b-0094', 'No rule states who bears the cost of emergency care');
    await education.getByRole('button', { name: en('profiles.pick.comment') }).click();
    const typed = education.getByLabel(en('comments.compose.body'), { exact: true });
    await typed.fill('Typed while it was paused.');
    await education.getByRole('button', { name: en('comments.compose.save') }).click();
    await expect(education.getByText(/has paused commenting/)).toBeVisible();
    await expect(typed).toHaveValue('Typed while it was paused.');
    const { comment } = await sayla.ask(CommentByIdDocument, { id: kept });
    expect(comment).toMatchObject({ status: 'draft', body: 'Kept.' });
    await lead.getByRole('button', { name: en('rounds.resume') }).click();
    await expect(lead.getByRole('button', { name: en('rounds.pause.open') })).toBeVisible();
  });

  await test.step('at the closing everything appears, live, on an open page', async () => {
    const reader = await open('Esme Farrow');
    pages.push(reader);
    await reader.goto('/c/practice/comments');
    await expect(reader.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(reader.getByText(secret)).toHaveCount(0);
    clock.forward(HOUR);
    await expect(reader.getByText(secret).first()).toBeVisible();
    await expect(lead.getByText(en('rounds.contradictions'), { exact: true })).toHaveCount(0);
    // The one whose time was extended still doesn't see the others.
    const protection = await person('Rhea Moss');
    const { consultation } = await protection.ask(ReadingConsultationDocument, { slug: 'practice' });
    const { comments } = await protection.ask(CommentsDocument, {
      consultationId: consultation?.id ?? '',
      first: 10,
    });
    expect(comments?.totalCount).toBe(0);
  });

  await test.step('J5.8 an association is late: taken, and marked', async () => {
    const tove = await person('Tove Lisk');
    const id = await draft(tove, { ...place, block: 'b-0066', body: 'Late, but here.' });
    const { clearComments } = await tove.ask(ClearCommentsDocument, {
      items: [{ commentId: id, version: 1 }],
      late: true,
    });
    if (clearComments.__typename !== 'CommentsCleared') throw new Error(clearComments.message);
    expect(clearComments.comments[0]).toMatchObject({ status: 'cleared', late: true });
  });

  await leave();
  clock.forward(25 * HOUR);
  await test.step('J4.10 the last call passes with one not cleared: told to the ministry and to nobody else', async () => {
    const health = await at('Brin Tolvar');
    await expect(health.getByText('1 comment was not cleared')).toBeVisible();
    const agency = await at('Mira Solt');
    await expect(trackerRow(agency, 'Ministry of Public Health')).toContainText(
      en('rounds.response.answered'),
    );
    await expect(agency.getByText('not cleared')).toHaveCount(0);
    const orla = await person('Orla Keth');
    await expect(draft(orla, { ...place, block: 'b-0065', body: 'Too late.' })).rejects.toThrow(
      /deadline has passed|Son tarix keçib|Срок истёк/,
    );
  });

  const moderator = await at('Oren Daly');
  await test.step('J2.11 a no-objection round of 72 hours; each sees its own items, and a timer', async () => {
    await moderator.getByRole('button', { name: en('rounds.silence.open') }).click();
    await asked(moderator).getByLabel(en('vocabulary.disposition.noted')).check();
    // All that is missing is said at once.
    await moderator.getByRole('button', { name: 'Start with 0 items' }).click();
    await expect(asked(moderator).getByLabel(en('rounds.silence.reason'))).toBeFocused();
    for (const what of ['reason', 'nothing'])
      await expect(asked(moderator).getByText(en(`rounds.silence.wrong.${what}`))).toBeVisible();
    await asked(moderator).getByLabel(en('rounds.silence.reason')).fill('Editorial.');
    for (const box of await moderator.getByRole('dialog').getByRole('checkbox').all()) await box.check();
    await expectAccessible(moderator);
    await moderator.getByRole('button', { name: 'Start with 3 items' }).click();
    await expect(moderator.getByRole('timer')).toBeVisible();
    await expect(moderator.getByRole('article').getByRole('listitem')).toHaveCount(3);
    const association = await at('Tove Lisk');
    await expect(association.getByRole('article').getByRole('listitem')).toHaveCount(1);
    await expect(association.getByText('Late, but here.')).toBeVisible();
    await expect(association.getByText(secret)).toHaveCount(0);
    const strangers = await at('Linn Obrec');
    await expect(strangers.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(strangers.getByRole('article')).toHaveCount(0);
  });

  await test.step('J2.12 one objection: one item reopened, who and why; the others close', async () => {
    const association = await at('Tove Lisk');
    await expect(association.getByText(en('rounds.expected.object'))).toBeVisible();
    await association.getByRole('button', { name: en('rounds.object.open') }).click();
    await asked(association).getByLabel(en('rounds.object.reason')).fill('It is not editorial.');
    await asked(association)
      .getByRole('button', { name: en('rounds.object'), exact: true })
      .click();
    // Once is enough: nothing more is offered.
    await expect(association.getByRole('button', { name: en('rounds.object.open') })).toHaveCount(0);
    await expect(association.getByRole('article').getByRole('link')).toBeFocused();
    const reopened = moderator
      .getByRole('article')
      .getByRole('listitem')
      .filter({ hasText: 'It is not editorial.' });
    await expect(reopened).toContainText(en('rounds.item.objected'));
    await leave();
    clock.forward(3 * DAY + HOUR);
    const later = await at('Oren Daly');
    const items = later.getByRole('article').getByRole('listitem');
    await expect(items.filter({ hasText: en('rounds.item.closed') })).toHaveCount(2);
    await expect(items.filter({ hasText: en('rounds.item.objected') })).toHaveCount(1);
    await expect(later.locator('[aria-current=step]')).toContainText(en('rounds.stage.consent'));
  });
});
