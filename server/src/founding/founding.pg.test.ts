import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Invitation } from '../accounts/index.js';
import { Consultation } from '../consultations/index.js';
import { Organisation, Participation } from '../organisations/index.js';
import { testDatabase } from '../testing/database.js';
import { found, parseFounding, type Founding } from './founding.js';

const database = testDatabase();
const file = readFileSync(new URL('../../../docs/consultation.example.json', import.meta.url), 'utf8');
const now = new Date('2026-11-21T09:00:00Z');

function example(): Founding {
  const parsed = parseFounding(file);
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed.founding;
}

test('[FO1] the example of the documents founds a consultation, its organisations and one invitation', async () => {
  const { manager } = database.dataSource;
  expect(await found(database.dataSource, example(), now)).toMatch(/^[\w-]{43}$/);
  const consultation = await manager.findOneByOrFail(Consultation, { slug: 'profile-2026' });
  expect(consultation).toMatchObject({ demo: false, timeZone: 'Asia/Baku', originalLanguage: 'en' });
  const parts = await manager.find(Participation, { order: { ordinal: 'ASC' } });
  expect(parts.map((part) => part.domains)).toEqual([null, [1, 6]]);
  const [invitation] = await manager.find(Invitation);
  expect(invitation).toMatchObject({
    roles: ['lead_agency', 'administrator'],
    invitedBy: null,
    acceptedAt: null,
  });
});

test('[FO1] a consultation that exists is left as it is', async () => {
  expect(await found(database.dataSource, example(), now)).toBeNull();
  expect(await database.dataSource.manager.count(Organisation)).toBe(2);
  expect(await database.dataSource.manager.count(Invitation)).toBe(1);
});

test('[FO2] a file with a mistake founds nothing and is told where it is', () => {
  const broken: Record<string, (founding: Record<string, unknown>) => void> = {
    slug: (founding) => (founding['slug'] = 'No Capitals'),
    timeZone: (founding) => (founding['timeZone'] = 'Asia/Atlantis'),
    'title.ru': (founding) => (founding['title'] = { az: 'a', en: 'a' }),
    'invite.email': (founding) => (founding['invite'] = { ...example().invite, email: 'nobody' }),
    organisations: (founding) => (founding['lead'] = 'XYZ'),
  };
  for (const [place, damage] of Object.entries(broken)) {
    const founding = JSON.parse(file) as Record<string, unknown>;
    damage(founding);
    expect(problemOf(JSON.stringify(founding))).toContain(place);
  }
  expect(problemOf('{')).toContain('JSON');
});

function problemOf(json: string): string {
  const parsed = parseFounding(json);
  return 'problem' in parsed ? parsed.problem : '';
}
