import { render } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { useCoveredPage } from './covered-page';

function Editor() {
  useCoveredPage();
  return <p>The text</p>;
}

beforeEach(() => {
  document.body.innerHTML =
    '<div id="root"><header></header><main><button>Edit</button></main><div inert id="away"></div>' +
    '<div role="status"></div></div>';
});
afterEach(() => void (document.body.innerHTML = ''));

const root = () => document.getElementById('root') as HTMLElement;
const inReach = () =>
  [...root().children].filter((one) => !one.hasAttribute('inert')).map((one) => one.tagName);
const told = () => new Promise((resolve) => setTimeout(resolve, 0));

test('[UI17] the page below the editor is out of reach, also what it shows later; its own questions are not', async () => {
  const button = document.querySelector('button');
  button?.focus();
  const { unmount } = render(<Editor />);
  expect(inReach()).toEqual(['DIV']);
  root().append(document.createElement('aside'), document.createElement('dialog'));
  await told();
  expect(inReach()).toEqual(['DIV', 'DIALOG']);
  unmount();
  expect(inReach()).toEqual(['HEADER', 'MAIN', 'DIV', 'ASIDE', 'DIALOG']);
  expect(document.getElementById('away')?.hasAttribute('inert')).toBe(true);
  expect(document.activeElement).toBe(button);
});
