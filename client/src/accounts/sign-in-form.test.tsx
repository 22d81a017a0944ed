import { MockedProvider } from '@apollo/client/testing/react';
import { SignInDocument, type SignInMutation, type ViewerFieldsFragment } from '@concord/schema';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { InLanguage } from '../i18n/testing';
import { createCache } from '../platform/cache';
import { SignInForm } from './sign-in-form';

const viewer: ViewerFieldsFragment = {
  __typename: 'Viewer',
  person: { __typename: 'Person', id: 'p1', name: 'Sayla Vint' },
  email: 'sayla@mph.example',
  locale: 'az',
  sessionExpiresAt: null,
  memberships: [],
};

function show(answer: SignInMutation, email?: string) {
  const signedIn = vi.fn<(viewer: ViewerFieldsFragment) => void>();
  const mocks = [
    {
      request: {
        query: SignInDocument,
        variables: { email: 'sayla@mph.example', password: 'correct horse' },
      },
      result: { data: answer },
    },
  ];
  render(
    <MockedProvider mocks={mocks} cache={createCache()}>
      <InLanguage>
        <SignInForm onSignedIn={signedIn} {...(email === undefined ? {} : { email })} />
      </InLanguage>
    </MockedProvider>,
  );
  const field = (name: string) => screen.getByLabelText<HTMLInputElement>(name);
  const type = (name: string, value: string) => fireEvent.change(field(name), { target: { value } });
  const submit = () => fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
  return { signedIn, field, type, submit };
}

test('[UI15] nothing is sent while a field is empty, and focus goes to it', async () => {
  const { signedIn, field, type, submit } = show({ signIn: { __typename: 'SignedIn', viewer } });
  type('E-mail address', 'sayla@mph.example');
  submit();
  await waitFor(() => expect(document.activeElement).toBe(field('Password')));
  expect(field('Password').getAttribute('aria-invalid')).toBe('true');
  expect(signedIn).not.toHaveBeenCalled();
});

test('[UI15] a refusal is read out, and what was typed stays', async () => {
  const message = 'The name or the password is wrong.';
  const { type, field, submit, signedIn } = show({
    signIn: { __typename: 'Refused', code: 'WRONG_CREDENTIALS', message, field: null },
  });
  type('E-mail address', 'sayla@mph.example');
  type('Password', 'correct horse');
  submit();
  expect((await screen.findByRole('alert')).textContent).toBe(message);
  expect(field('E-mail address').value).toBe('sayla@mph.example');
  expect(signedIn).not.toHaveBeenCalled();
});

test('[UI15] signing in again keeps the address fixed and hands the person on', async () => {
  const { type, field, submit, signedIn } = show(
    { signIn: { __typename: 'SignedIn', viewer } },
    'sayla@mph.example',
  );
  expect(field('E-mail address').readOnly).toBe(true);
  type('Password', 'correct horse');
  submit();
  await waitFor(() => expect(signedIn).toHaveBeenCalledWith(viewer));
});
