import { expect, test } from 'vitest';
import { safePath } from './after-sign-in';

test('[UI7] after signing in one goes to the page one wanted', () => {
  expect(safePath('/c/velmora/b-0042?lang=az')).toBe('/c/velmora/b-0042?lang=az');
});

test('[UI7] never to another site', () => {
  for (const wish of [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '',
    null,
  ]) {
    expect(safePath(wish)).toBe('/');
  }
});
