import { fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { InLanguage } from '../i18n/testing';
import { Dialog, Sheet } from './dialog';

function Sample({
  dismissable = true,
  sheet = false,
}: {
  readonly dismissable?: boolean;
  readonly sheet?: boolean;
}) {
  const [open, setOpen] = useState(false);
  const shared = { open, onClose: () => setOpen(false), title: 'Question' };
  return (
    <InLanguage>
      <button type="button" onClick={() => setOpen(true)}>
        Ask
      </button>
      {sheet ? (
        <Sheet {...shared}>Words</Sheet>
      ) : (
        <Dialog {...shared} dismissable={dismissable}>
          Words
        </Dialog>
      )}
    </InLanguage>
  );
}

function open(sample: React.ReactElement) {
  render(sample);
  const trigger = screen.getByRole('button', { name: 'Ask' });
  trigger.focus();
  fireEvent.click(trigger);
  return trigger;
}

test('[UI17] a dialog is named by its title, takes focus and gives it back', () => {
  const trigger = open(<Sample />);
  expect(screen.getByRole('dialog', { name: 'Question' })).toBeTruthy();
  expect(document.activeElement?.textContent).toBe('Question');
  fireEvent.click(screen.getByRole('button', { name: 'Close' }));
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(document.activeElement).toBe(trigger);
});

test('[UI17] what must be answered cannot be waved away', () => {
  open(<Sample dismissable={false} />);
  fireEvent(screen.getByRole('dialog'), new Event('cancel', { cancelable: true }));
  fireEvent.pointerDown(screen.getByRole('dialog'));
  expect(screen.getByRole('dialog')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Close' })).toBeNull();
});

test('[UI17] Escape closes a sheet although the page behind stays usable', () => {
  const trigger = open(<Sample sheet />);
  fireEvent.keyDown(document.body, { key: 'Escape' });
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(document.activeElement).toBe(trigger);
});

function Removing() {
  const [asked, setAsked] = useState(false);
  const [there, setThere] = useState(true);
  return (
    <InLanguage>
      <main tabIndex={-1}>
        {there && (
          <button type="button" onClick={() => setAsked(true)}>
            Ask
          </button>
        )}
        <Dialog
          open={asked}
          onClose={() => {
            setThere(false);
            setAsked(false);
          }}
          title="Question"
        >
          Words
        </Dialog>
      </main>
    </InLanguage>
  );
}

test('[UI17] when the button that asked is gone, focus goes to the page', () => {
  open(<Removing />);
  fireEvent.click(screen.getByRole('button', { name: 'Close' }));
  expect(document.activeElement?.tagName).toBe('MAIN');
});

test('[UI17][CL4] where its button is gone the focus goes on with the row it stood in', () => {
  function Row() {
    const [asked, setAsked] = useState(false);
    const [done, setDone] = useState(false);
    return (
      <InLanguage>
        <ul>
          <li>
            <a href="#comment" data-row="">
              Comment
            </a>
            {!done && (
              <button type="button" onClick={() => setAsked(true)}>
                Object
              </button>
            )}
          </li>
        </ul>
        <Dialog
          open={asked}
          title="Question"
          onClose={() => {
            setDone(true);
            setAsked(false);
          }}
        >
          Words
        </Dialog>
      </InLanguage>
    );
  }
  render(<Row />);
  const button = screen.getByRole('button', { name: 'Object' });
  button.focus();
  fireEvent.click(button);
  fireEvent.click(screen.getByRole('button', { name: 'Close' }));
  expect(document.activeElement).toBe(screen.getByRole('link', { name: 'Comment' }));
});
