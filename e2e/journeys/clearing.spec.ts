/** A ministry clears: handed in, contradicting, double, edited, returned, set aside, by a deputy, made official. J3.9–14, J4, J5.10 */
import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import {
  AddEvidenceLinkDocument,
  CommentsDocument,
  DecideDocument,
  ReadingConsultationDocument,
  SubmitCommentDocument,
  WithdrawCommentDocument,
} from '@concord/schema';
import { draft } from '../support/comment.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../support/journey.ts';
import { enter, type Person } from '../support/person.ts';
import { words } from '../support/words.ts';

const en = words('en');
const az = words('az');
const slug = 'velmora-2025';
const clearing = `/c/${slug}/clearing`;
const section = 'b-0064';

type Wish = {
  readonly block: string;
  readonly body: string;
  readonly proposal?: string;
  /** The name of an address that it rests on. */
  readonly evidence?: string;
};

async function handedIn(author: Person, { evidence, ...wish }: Wish): Promise<void> {
  const id = await draft(author, { section, ...wish });
  if (evidence !== undefined) {
    const link = { commentId: id, href: 'https://example.org/act', name: evidence };
    const { addEvidenceLink } = await author.ask(AddEvidenceLinkDocument, link);
    if (addEvidenceLink.__typename !== 'Evidence') throw new Error(addEvidenceLink.message);
  }
  const version = evidence === undefined ? 1 : 2;
  const { submitComment } = await author.ask(SubmitCommentDocument, { draft: { commentId: id, version } });
  if (submitComment.__typename !== 'Comment') throw new Error(submitComment.message);
}

/** What somebody finds when they search for it: nothing, or the comment. */
async function found(person: Person, search: string) {
  const { consultation } = await person.ask(ReadingConsultationDocument, { slug });
  const variables = { consultationId: consultation?.id ?? '', first: 100, filter: { search } };
  const { comments } = await person.ask(CommentsDocument, variables);
  return comments?.edges.map(({ node }) => node) ?? [];
}

/** As a field for days wants it. */
const inFiveDays = () => new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);

const row = (page: Page, body: string) => page.locator('li[data-draft]', { hasText: body });
const choose = (page: Page, body: string) => row(page, body).getByRole('checkbox').check();
const unfold = (page: Page, body: string) => row(page, body).locator('[data-row]').click();
const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name }).click();

test('[CE1][CE2][CE3][CE4][CE5][CE6][CE7][T4] a ministry clears seven drafts, and nobody outside sees how', async ({
  open,
  server,
}) => {
  const [sayla, orla, ana] = await Promise.all(
    ['Sayla Vint', 'Orla Keth', 'Ana Thorne'].map((name) => enter(server.url, name)),
  );
  if (!sayla || !orla || !ana) throw new Error('somebody is missing');
  const mark = `(${Date.now()})`;
  const said = {
    one: `Say what the act says ${mark}`,
    other: `Say what the decree says ${mark}`,
    kept: `Primary care is free ${mark}`,
    twin: `Free primary care ${mark}`,
    edited: `The figure is of last year ${mark}`,
    back: `This is not so ${mark}`,
    aside: `Our minister thinks otherwise ${mark}`,
  };
  await handedIn(sayla, {
    block: 'b-0065',
    body: said.one,
    proposal: 'As the act says.',
    evidence: 'The act',
  });
  await handedIn(orla, {
    block: 'b-0065',
    body: said.other,
    proposal: 'As the decree says.',
    evidence: 'The decree',
  });
  await handedIn(sayla, { block: 'b-0066', body: said.kept });
  await handedIn(orla, { block: 'b-0066', body: said.twin });
  await handedIn(sayla, { block: 'b-0067', body: said.edited });
  await handedIn(sayla, { block: 'b-0068', body: said.aside });

  // J3.9: the last one by hand; afterwards it is locked for her.
  await draft(sayla, { section, block: 'b-0070', body: said.back });
  const contributor = await open('Sayla Vint');
  await contributor.goto(`${clearing}?view=drafts`);
  await unfold(contributor, said.back);
  await press(contributor, en('acts.submit'));
  await expect(contributor.getByText(en('acts.submit.done'))).toBeVisible();
  await expect(row(contributor, said.back)).toHaveCount(0);

  const officer = await open('Brin Tolvar');
  await officer.goto(clearing);
  for (const body of Object.values(said)) await expect(row(officer, body)).toBeVisible();
  await expect(officer.getByRole('navigation').getByText('7 wait for you')).toBeAttached();
  await expectAccessible(officer);

  // J4.1: by keys alone.
  await officer.keyboard.press('j');
  await officer.keyboard.press('ArrowDown');
  await officer.keyboard.press('Enter');
  await expect(officer.locator('li[data-open]')).toHaveCount(1);
  await officer.keyboard.press('Enter');

  // J4.2: two contradict each other, and are not both made official.
  const notice = officer.locator('main', { hasText: en('clearance.contradictions.explain') });
  await notice.getByRole('listitem').getByRole('button', { name: said.other, exact: true }).click();
  await expect(row(officer, said.other).locator('[data-row]')).toBeFocused();
  await officer.keyboard.press('Enter');
  await choose(officer, said.one);
  await choose(officer, said.other);
  // What they rest on came with the list: nothing is asked for each.
  const askedFor: string[] = [];
  officer.on('request', (request) => {
    if (request.postData()?.includes('"CommentEvidence"')) askedFor.push(request.url());
  });
  await press(officer, /^Clear 2 comments/);
  for (const name of ['The act', 'The decree'])
    await expect(officer.getByRole('dialog').getByRole('link', { name })).toBeVisible();
  expect(askedFor).toEqual([]);
  await officer.getByText(en('clearance.clear.sealed')).scrollIntoViewIfNeeded();
  await press(officer, /^Clear 2 and/);
  // Whoever pressed the button at the end sees why nothing happened.
  await expect(officer.getByRole('dialog').getByRole('alert')).toBeInViewport();
  await expect(officer.getByText(/asks for other words in the same place/).first()).toBeVisible();
  await expectAccessible(officer);
  await officer
    .getByRole('button', { name: en('clearance.clear.leaveOut') })
    .last()
    .click();
  await press(officer, en('ui.cancel'));
  await row(officer, said.one).getByRole('checkbox').uncheck();

  // J4.3: duplicates become one, with both authors.
  await choose(officer, said.kept);
  await choose(officer, said.twin);
  await press(officer, 'Merge 2…');
  await officer.getByRole('radio', { name: said.kept }).check();
  await press(officer, en('clearance.merge'));
  await expect(row(officer, said.twin)).toHaveCount(0);
  await expect(row(officer, said.kept)).toContainText('Sayla Vint, Orla Keth');

  // J4.4: what the officer changes is shown to the drafter.
  await unfold(officer, said.edited);
  await press(officer, en('comments.revise.open'));
  const better = said.edited.replace('last year', 'two years ago');
  await officer.getByLabel(en('comments.compose.body'), { exact: true }).fill(better);
  await press(officer, en('comments.compose.save'));
  await expect(row(officer, better)).toBeVisible();
  await contributor.goto(clearing);
  await unfold(contributor, better);
  await expect(contributor.getByText(en('clearance.change'))).toBeVisible();
  await expect(row(contributor, better).locator('ins').first()).toContainText('two years ago');

  // J4.5, J3.10: one comes back with remarks; she hands it in again.
  await unfold(officer, said.back);
  await row(officer, said.back)
    .getByRole('button', { name: en('acts.return.open') })
    .click();
  await press(officer, en('acts.return'));
  await expect(officer.getByText(en('acts.remarks.too_short'))).toBeVisible();
  await officer.getByRole('textbox', { name: en('acts.return.words') }).fill('Name the source, please.');
  await press(officer, en('acts.return'));
  await expect(row(officer, said.back)).toHaveCount(0);
  await contributor.goto(`${clearing}?view=drafts`);
  await unfold(contributor, said.back);
  await expect(contributor.getByText('Name the source, please.').first()).toBeVisible();
  await row(contributor, said.back)
    .getByRole('button', { name: en('acts.submit') })
    .click();
  await expect(row(officer, said.back)).toBeVisible();

  // J4.6: one stays inside for ever.
  await unfold(officer, said.aside);
  await row(officer, said.aside)
    .getByRole('button', { name: en('acts.setAside.open') })
    .click();
  await officer.getByRole('textbox', { name: en('acts.setAside.words') }).fill('Not our position.');
  await press(officer, en('acts.setAside'));
  await expect(row(officer, said.aside)).toHaveCount(0);

  for (const body of [...Object.values(said), better]) expect(await found(ana, body)).toEqual([]);

  // J4.7: a deputy, on a phone, in Azerbaijani; it says for whom.
  await officer.getByText(en('clearance.arrangement')).click();
  await officer.getByLabel(en('clearance.deputy.until')).fill('');
  await press(officer, en('clearance.deputy.name'));
  await expect(officer.getByLabel(en('clearance.deputy.who'))).toBeFocused();
  await expect(officer.getByText(en('clearance.deputy.dayMissing'))).toBeVisible();
  await officer.getByLabel(en('clearance.deputy.who')).selectOption({ label: 'Orla Keth' });
  await officer.getByLabel(en('clearance.deputy.until')).fill('2026-01-01');
  await press(officer, en('clearance.deputy.name'));
  await expect(officer.getByLabel(en('clearance.deputy.until'))).toBeFocused();
  await officer.getByLabel(en('clearance.deputy.until')).fill(inFiveDays());
  await press(officer, en('clearance.deputy.name'));
  await expect(officer.getByText(en('clearance.deputy.active'))).toBeVisible();
  const deputy = await open('Orla Keth', { locale: 'az', width: 360, height: 740 });
  await deputy.goto(clearing);
  await expect(deputy.getByRole('main')).toContainText('Brin Tolvar');
  await expectNoSidewaysScroll(deputy);
  await choose(deputy, said.kept);
  await press(deputy, /1 şərhi razılaşdır və rəsmiləşdir/);
  await expectNoSidewaysScroll(deputy);
  await press(deputy, /^1 şərhi rəsmiləşdir/);
  await expect(row(deputy, said.kept)).toHaveCount(0);
  await expect(deputy.getByText(az('clearance.contradictions.explain'))).toBeVisible();
  await contributor.goto(`/c/${slug}/outcomes?of=me`);
  const outcome = contributor.locator('li[data-outcome]', { hasText: said.kept });
  await expect(outcome).toContainText('Brin Tolvar');

  // J4.8, J4.9: the others in one go, one of them for state bodies only.
  await choose(officer, said.one);
  await choose(officer, better);
  await choose(officer, said.back);
  await press(officer, /^Clear 3 comments/);
  const preview = officer.getByRole('dialog').locator('li', { hasText: better });
  await preview.getByLabel(en('clearance.clear.audience')).selectOption('government');
  await press(officer, /^Clear 3 and/);
  await expect(officer.getByText('3 comments are official.')).toBeVisible();
  await expect(row(officer, said.other)).toBeVisible();
  expect(await found(ana, better)).toEqual([]);
  for (const body of [said.one, said.kept, said.back]) {
    const [official] = await found(ana, body);
    expect(official).toMatchObject({ status: 'cleared', author: null, may: { revise: false } });
  }
});

test('[CE12][CE13][CO5] the ministry reads what became of its comments and answers', async ({
  open,
  server,
}) => {
  const [author, moderator] = await Promise.all(
    ['Pell Anders', 'Oren Daly'].map((name) => enter(server.url, name)),
  );
  const officerApi = await enter(server.url, 'Rhea Moss');
  if (!author || !moderator) throw new Error('somebody is missing');
  const mark = `(${Date.now()})`;
  const bodies = { refused: `Out of scope, they say ${mark}`, withdrawn: `To be taken back ${mark}` };
  for (const [index, body] of Object.values(bodies).entries())
    await handedIn(author, { block: ['b-0093', 'b-0094'][index] ?? 'b-0093', body });

  const officer = await open('Rhea Moss');
  await officer.goto(clearing);
  await choose(officer, bodies.refused);
  await choose(officer, bodies.withdrawn);
  await press(officer, /^Clear 2 comments/);
  await press(officer, /^Clear 2 and/);
  await expect(officer.getByText('2 comments are official.')).toBeVisible();

  const [refused] = await found(moderator, bodies.refused);
  const [withdrawn] = await found(moderator, bodies.withdrawn);
  if (!refused || !withdrawn) throw new Error('not official');
  await officerApi.ask(WithdrawCommentDocument, {
    commentId: withdrawn.id,
    reason: 'Overtaken by the new act.',
  });
  await moderator.ask(DecideDocument, {
    input: {
      key: randomUUID(),
      outcomes: [
        {
          commentId: refused.id,
          disposition: 'not_accepted',
          reason: 'It concerns practice, not rules.',
          reasonCode: 'out_of_scope_implementation',
        },
      ],
    },
  });

  await officer.goto(`/c/${slug}/outcomes`);
  const entry = (body: string) => officer.locator('li[data-outcome]', { hasText: body });
  await expect(entry(bodies.withdrawn)).toContainText(en('vocabulary.status.withdrawn'));
  await expect(entry(bodies.refused)).toContainText('It concerns practice, not rules.');
  await expectAccessible(officer);

  await entry(bodies.refused)
    .getByRole('button', { name: en('clearance.reconsider.open') })
    .click();
  await officer
    .getByRole('textbox', { name: en('clearance.reconsider.reason') })
    .fill('The rule itself is at stake.');
  await press(officer, en('clearance.reconsider'));
  await expect(entry(bodies.refused)).toContainText('The rule itself is at stake.');
  await expect(
    entry(bodies.refused).getByRole('button', { name: en('clearance.reconsider.open') }),
  ).toHaveCount(0);

  await entry(bodies.refused)
    .getByRole('button', { name: en('clearance.outcomes.answer.open') })
    .click();
  await officer.getByRole('radio', { name: en('vocabulary.acknowledgement.maintains_objection') }).check();
  await press(officer, en('acts.acknowledge'));
  await expect(entry(bodies.refused)).toContainText(en('clearance.escalated'));
  const [objected] = await found(moderator, bodies.refused);
  expect(objected).toMatchObject({
    escalated: true,
    reconsideration: { reason: 'The rule itself is at stake.' },
  });
});
