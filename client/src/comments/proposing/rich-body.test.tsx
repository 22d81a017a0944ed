import { render } from '@testing-library/react';
import { expect, test } from 'vitest';
import RichBody from './rich-body';

test('[CO9] looks are shown, links only where they are safe, and markup stays text', () => {
  const { container } = render(
    <RichBody
      language="en"
      content={{
        type: 'doc',
        content: [
          {
            type: 'paragraph',
            content: [
              { type: 'text', text: 'Bold', marks: [{ type: 'bold' }] },
              {
                type: 'text',
                text: '<b>no</b>',
                marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }],
              },
              {
                type: 'text',
                text: 'act',
                marks: [{ type: 'link', attrs: { href: 'https://law.example/' } }, { type: 'italic' }],
              },
            ],
          },
          { type: 'orderedList', content: [{ type: 'listItem', content: [{ type: 'paragraph' }] }] },
        ],
      }}
    />,
  );
  expect(container.querySelector('strong')?.textContent).toBe('Bold');
  expect([...container.querySelectorAll('a')].map((a) => a.getAttribute('href'))).toEqual([
    'https://law.example/',
  ]);
  expect(container.querySelector('b')).toBeNull();
  expect(container.querySelector('ol li p')).not.toBeNull();
});
