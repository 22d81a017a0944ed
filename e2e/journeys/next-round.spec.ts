/** A second written round after the first: opened by the lead agency, with a tracker of its own; the first stays readable. */
import { ChangeRoundDocument, RoundPageDocument } from '@concord/schema';
import { test } from '../support/clock.ts';
import { draftAndClear } from '../support/comment.ts';
import { expect, expectAccessible, expectNoSidewaysScroll } from '../support/journey.ts';
import { enter } from '../support/person.ts';
import { words } from '../support/words.ts';

const en = words('en');
const az = words('az');
const MINUTE = 60_000;
const slug = 'velmora-2025';

test('[RD12] another round asks everybody anew, open pages are told, and the first one is read as it was', async ({
  open,
  server,
  clock,
}) => {
  test.slow();
  const lead = await enter(server.url, 'Mira Solt');
  const { consultation } = await lead.ask(RoundPageDocument, { slug });
  const { version = 0, opensAt = null } = consultation?.round ?? {};
  const { changeRound } = await lead.ask(ChangeRoundDocument, {
    input: {
      consultationId: consultation?.id ?? '',
      version,
      opensAt,
      closesAt: new Date(clock.now() + 30 * MINUTE).toISOString(),
      graceHours: 0,
      blind: false,
    },
  });
  expect(changeRound.__typename).toBe('Round');
  const sayla = await enter(server.url, 'Sayla Vint');
  const brin = await enter(server.url, 'Brin Tolvar');
  await draftAndClear(sayla, brin, { section: 'b-0064', block: 'b-0086', body: 'Said in the first round.' });

  const mira = await open('Mira Solt');
  await mira.goto(`/c/${slug}/round`);
  const phone = await open('Sayla Vint', { locale: 'az', width: 360, height: 740 });
  await phone.goto(`/c/${slug}/round`);
  const another = mira.getByRole('button', { name: en('rounds.next.open') });
  await expect(mira.getByRole('button', { name: en('rounds.change.open') })).toBeVisible();
  await expect(another).toHaveCount(0);
  clock.forward(60 * MINUTE);
  await another.click();
  const dialog = mira.getByRole('dialog');
  await expectAccessible(mira);
  await dialog.getByLabel(en('rounds.change.closesAt'), { exact: true }).fill('2020-01-01T10:00');
  await dialog.getByRole('button', { name: 'Open round 2' }).click();
  await expect(dialog.getByText('The closing lies after the opening')).toBeVisible();
  const wall = new Date(clock.now() + 14 * 24 * 60 * MINUTE).toISOString().slice(0, 16);
  await dialog.getByLabel(en('rounds.change.closesAt'), { exact: true }).fill(wall);
  await dialog.getByRole('button', { name: 'Open round 2' }).click();
  await expect(mira.getByText('Round 2 was set up.')).toBeVisible();
  await expect(mira.getByText('Round 2', { exact: true })).toBeVisible();
  const health = mira.getByRole('row').filter({ hasText: 'Ministry of Public Health' });
  await expect(health).toContainText(en('rounds.response.silent'));

  // The first one as it was: opened when somebody wants it.
  await mira.getByRole('button', { name: 'Round 1' }).click();
  await expect(health).toHaveCount(2);
  await expect(health.last()).toContainText(en('rounds.response.answered'));
  await expectAccessible(mira);

  // The ministry's page was open all the time.
  await expect(phone.getByText('2-ci mərhələ', { exact: true })).toBeVisible();
  await expect(phone.getByRole('button', { name: az('rounds.my.work') })).toBeVisible();
  await phone.getByRole('button', { name: '1-ci mərhələ' }).click();
  await expect(phone.getByText(`${az('rounds.my.state')}: ${az('rounds.response.answered')}`)).toBeVisible();
  await expectNoSidewaysScroll(phone);
  await expectAccessible(phone);
});
