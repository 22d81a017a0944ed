import { ApolloClient, ApolloLink, Observable } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { InLanguage } from '../../i18n/testing';
import { createCache } from '../../platform/cache';
import { deviceStorage, unsentOf } from '../../platform/unsent';
import { ConsultationProvider, type Consultation } from '../consultation';
import { comment } from '../testing';
import { UnsentContext } from '../use-unsent';
import Stances, { type StancesProps } from './stances';

afterEach(cleanup);

const { organisation } = comment();
// Of a consultation this part of the page reads whose it is, and the zone of its days.
const consultation = { myOrganisation: organisation, timeZone: 'UTC' } as unknown as Consultation;
const said: StancesProps['comment']['stances'][number] = {
  __typename: 'Stance',
  id: 'st1',
  organisation,
  position: 'supports_with_change',
  reason: 'С поправкой.',
  language: 'ru',
  stands: true,
  takenAt: '2025-06-04T09:00:00Z',
};

/** A device with the part on it, and what it sends to a server that never answers. */
function desk() {
  const unsent = unsentOf(deviceStorage(window), 'velmora', crypto.randomUUID());
  const sent: unknown[] = [];
  const link = new ApolloLink(({ variables }) => {
    sent.push(variables['input']);
    return new Observable(() => undefined);
  });
  const client = new ApolloClient({ cache: createCache(), link });
  const show = (stances: readonly (typeof said)[]) =>
    render(
      <InLanguage>
        <ApolloProvider client={client}>
          <ConsultationProvider value={consultation}>
            <UnsentContext value={unsent}>
              <Stances comment={{ id: 'c1', mayTakeStance: true, stances: [...stances] }} />
            </UnsentContext>
          </ConsultationProvider>
        </ApolloProvider>
      </InLanguage>,
    );
  return { show, sent };
}

const press = (name: string) => act(async () => fireEvent.click(screen.getByRole('button', { name })));
const reason = () => screen.getByRole('textbox');

test('[ST3] who changes a stance begins with what stands, its language with it; nothing changed is nothing sent', async () => {
  const { show, sent } = desk();
  show([said]);
  await press('Change your stance…');
  expect(screen.getByRole('radio', { name: 'Supports with a change' })).toHaveProperty('checked', true);
  expect(reason()).toHaveProperty('value', 'С поправкой.');
  expect(reason()).toHaveProperty('lang', 'ru');
  await press('Take this stance');
  expect(sent).toEqual([]);
  await press('Change your stance…');
  fireEvent.click(screen.getByRole('radio', { name: 'Opposes' }));
  await press('Take this stance');
  expect(sent).toMatchObject([{ position: 'opposes', reason: 'С поправкой.', language: 'ru' }]);
});

test('[WR1] a reason that was typed is there again when the page is, until it was said', async () => {
  const { show } = desk();
  const page = show([]);
  await press('Take a stance…');
  fireEvent.change(reason(), { target: { value: 'Half a sen' } });
  page.unmount();
  show([]);
  await press('Take a stance…');
  expect(reason()).toHaveProperty('value', 'Half a sen');
});
