import { expect, test } from 'vitest';
import { hrefOf } from './link-dialog';

test.each([
  ['https://un.org/law', 'https://un.org/law'],
  ['www.un.org', 'https://www.un.org'],
  ['un.org/a?b=1#c', 'https://un.org/a?b=1#c'],
  ['office@gov.example', 'mailto:office@gov.example'],
  ['mailto:office@gov.example', 'mailto:office@gov.example'],
  ['#b-0094', '#b-0094'],
])('[ED14] %s leads to %s', (typed, href) => {
  expect(hrefOf(` ${typed} `)).toBe(href);
});

test.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'words', '', 'https://a b'])(
  '[ED14] %s leads nowhere',
  (typed) => {
    expect(hrefOf(typed)).toBe(null);
  },
);
