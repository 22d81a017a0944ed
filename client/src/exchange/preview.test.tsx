import { MockedProvider } from '@apollo/client/testing/react';
import type { ReadingConsultationQuery } from '@concord/schema';
import { render, screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { InLanguage } from '../i18n/testing';
import { Preview, type ImportPreview } from './preview';

type Consultation = NonNullable<ReadingConsultationQuery['consultation']>;

const name = { __typename: 'LocalText' as const, az: 'Agentlik', en: 'Agency', ru: 'Агентство' };
const lead = {
  __typename: 'Organisation' as const,
  id: 'o1',
  code: 'NMA',
  kind: 'state_body' as const,
  name,
  abbreviation: name,
};
const consultation: Consultation = {
  __typename: 'Consultation',
  id: 'c1',
  slug: 'velmora',
  title: name,
  demo: true,
  round: null,
  lead,
  languages: ['en'],
  originalLanguage: 'en',
  opensAt: null,
  closesAt: null,
  timeZone: 'Asia/Baku',
  frozenVersion: null,
  cursor: 'x',
  myRoles: ['drafter'],
  myOrganisation: lead,
  organisations: [lead],
  may: {
    __typename: 'ConsultationAbilities',
    edit: true,
    import: true,
    comment: false,
    clear: false,
    decide: false,
    invite: false,
    freeze: false,
    correct: false,
    audit: false,
  },
  sections: [],
};

const section = (key: string, status: string, domain: number | null = null) => ({
  __typename: 'ImportSectionPreview' as const,
  key,
  title: `Title ${key}`,
  domain,
  blocks: 3,
  words: 120,
  status,
});

function show(sections: ImportPreview['sections'], losses: ImportPreview['losses'] = []) {
  const preview: ImportPreview = {
    __typename: 'ImportPreview',
    id: 'i1',
    fileName: 'profile.docx',
    language: 'en',
    expiresAt: '2026-11-21T20:00:00Z',
    sections,
    blocks: 6,
    words: 240,
    footnotes: 0,
    tables: 0,
    losses,
  };
  render(
    <MockedProvider mocks={[]}>
      <InLanguage>
        <Preview preview={preview} consultation={consultation} onApplied={() => {}} onStartOver={() => {}} />
      </InLanguage>
    </MockedProvider>,
  );
}

test('[UI16] the button says how many sections will change', () => {
  show([section('a', 'new'), section('b', 'changed'), section('c', 'unchanged')]);
  expect(screen.getByRole('button', { name: 'Import 2 sections' })).toBeTruthy();
});

test('[UI16] importing the same file again says that nothing changes', () => {
  show([section('a', 'unchanged'), section('b', 'unchanged')]);
  expect(screen.getByText('Nothing changes')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^Import/ })).toBeNull();
});

test('[UI16] a section that was edited here blocks the import and is named', () => {
  show([section('a', 'new'), section('b', 'conflict')]);
  expect(screen.getByRole('button', { name: 'Import 2 sections' }).hasAttribute('disabled')).toBe(true);
  const row = screen.getByRole('rowheader', { name: 'Title b' }).closest('tr');
  expect(row && within(row).getByText('Edited here')).toBeTruthy();
});

test('[UI16] the domain the file suggests is chosen already, none stays none', () => {
  show([section('a', 'new', 4), section('b', 'new')]);
  expect(screen.getByRole<HTMLSelectElement>('combobox', { name: 'Domain of “Title a”' }).value).toBe('4');
  expect(screen.getByRole<HTMLSelectElement>('combobox', { name: 'Domain of “Title b”' }).value).toBe('');
});

test('[UI16] what could not be carried over is told in words, with examples', () => {
  show(
    [section('a', 'new')],
    [
      {
        __typename: 'ImportLoss',
        kind: 'headers',
        count: 2,
        message: 'Headers and footers were left out.',
        examples: ['Draft 3'],
      },
    ],
  );
  expect(screen.getByText(/Headers and footers were left out\./)).toBeTruthy();
  expect(screen.getByText('For example: Draft 3')).toBeTruthy();
});
