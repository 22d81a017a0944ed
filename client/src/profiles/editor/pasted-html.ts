/**
 * Makes what Word, LibreOffice and web pages put on the clipboard readable for the section's schema, which then drops
 * whatever it does not know. Our own clipboard (`data-pm-slice`) stays as it is: a paragraph that is cut and pasted keeps
 * its identity, and its comments. Everything else comes as new text.
 */
export function cleanPastedHtml(html: string, newId: () => string): string {
  if (html.includes('data-pm-slice')) return html;
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  removeNoise(body);
  forgetIdentity(body);
  readFootnotes(body, newId);
  readLists(body);
  readEmphasis(body);
  readTables(body);
  removeEmptyParagraphs(body);
  return body.innerHTML;
}

const noise =
  'style, script, meta, link, title, xml, img, object, [style*="mso-hide:all"], [style*="mso-element:comment"], ' +
  '[style*="display:none"], br[style*="page-break-before:always"]';

function removeNoise(body: HTMLElement): void {
  for (const element of body.querySelectorAll(noise)) element.remove();
  for (const element of body.querySelectorAll('*')) {
    // Word's own elements, such as <o:p>: an empty one stands for an empty line.
    if (element.localName.includes(':')) element.replaceWith(...element.childNodes);
  }
  const comments = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
  const found: Node[] = [];
  while (comments.nextNode()) found.push(comments.currentNode);
  for (const comment of found) comment.parentNode?.removeChild(comment);
}

function forgetIdentity(body: HTMLElement): void {
  const names = [
    'data-block',
    'data-finding',
    'data-finding-code',
    'data-indicators',
    'data-note',
    'data-footnote',
  ];
  for (const name of names) {
    for (const element of body.querySelectorAll(`[${name}]`)) element.removeAttribute(name);
  }
  // Badges, counts and note marks of the reading view are no text.
  for (const element of body.querySelectorAll('[data-outside]')) element.remove();
}

/** Word: `<a href="#_ftn1">[1]</a>` in the text, and the words of the note in a list at the end. */
function readFootnotes(body: HTMLElement, newId: () => string): void {
  const notes = body.ownerDocument.createElement('section');
  notes.dataset['footnotes'] = '';
  for (const mark of body.querySelectorAll<HTMLAnchorElement>('a[href*="#_ftn"], a[href*="#_edn"]')) {
    const name = /#(_(?:ftn|edn)\d+)$/.exec(mark.getAttribute('href') ?? '')?.[1];
    if (!name) continue;
    const words = body.querySelector(`#${name.slice(1)}`);
    const reference = body.ownerDocument.createElement('sup');
    (mark.closest('sup') ?? mark).replaceWith(reference);
    if (!words) {
      reference.remove();
      continue;
    }
    for (const back of words.querySelectorAll('a[href*="#_ftnref"], a[href*="#_ednref"]')) back.remove();
    const id = newId();
    reference.dataset['note'] = id;
    const note = body.ownerDocument.createElement('div');
    note.dataset['footnote'] = '';
    note.dataset['block'] = id;
    for (const [index, paragraph] of [...words.children].entries()) {
      if (index > 0) note.append(body.ownerDocument.createElement('br'));
      note.append(...paragraph.childNodes);
    }
    if (note.firstChild instanceof Text) note.firstChild.data = note.firstChild.data.trimStart();
    notes.append(note);
    words.remove();
  }
  for (const list of body.querySelectorAll(
    '[style*="mso-element:footnote-list"], [style*="mso-element:endnote-list"]',
  )) {
    list.remove();
  }
  if (notes.hasChildNodes()) body.append(notes);
}

/** Word: paragraphs with `mso-list:l0 level2 lfo1` and the bullet or number as text. */
function readLists(body: HTMLElement): void {
  let open: { list: HTMLElement; level: number; ordered: boolean }[] = [];
  let before: Element | null = null;
  for (const paragraph of body.querySelectorAll<HTMLElement>('p[style*="mso-list"]')) {
    const level = Number(/mso-list:[^;]*level(\d+)/i.exec(paragraph.getAttribute('style') ?? '')?.[1] ?? 0);
    const marker = [...paragraph.querySelectorAll('span')].find((span) =>
      /mso-list:\s*ignore/i.test(span.getAttribute('style') ?? ''),
    );
    if (level === 0 || !marker) continue;
    const text = (marker.textContent ?? '').trim();
    const ordered = /^[\p{L}\d]+[.)]/u.test(text);
    marker.remove();
    if (paragraph.previousElementSibling !== before) open = [];
    open = open.filter((one) => one.level < level || (one.level === level && one.ordered === ordered));
    if (open.at(-1)?.level !== level) {
      const list = body.ownerDocument.createElement(ordered ? 'ol' : 'ul');
      const start = Number.parseInt(text, 10);
      if (ordered && start > 1) list.setAttribute('start', String(start));
      const parent = open.at(-1)?.list.lastElementChild;
      if (parent) parent.append(list);
      else paragraph.before(list);
      open.push({ list, level, ordered });
    }
    const item = body.ownerDocument.createElement('li');
    open.at(-1)?.list.append(item);
    item.append(paragraph);
    paragraph.removeAttribute('style');
    before = open[0]?.list ?? null;
  }
}

/** Emphasis that is only a style, and elements whose style takes their meaning away. */
function readEmphasis(body: HTMLElement): void {
  for (const element of body.querySelectorAll<HTMLElement>('b, strong, i, em')) {
    const { fontWeight, fontStyle } = element.style;
    const bold = element.matches('b, strong');
    if (bold ? /^(normal|400)$/.test(fontWeight) : fontStyle === 'normal') {
      element.replaceWith(...element.childNodes);
    }
  }
  for (const span of body.querySelectorAll<HTMLElement>('span[style]')) {
    const { textDecoration, textDecorationLine, verticalAlign } = span.style;
    const wrap = (name: string) => {
      const element = body.ownerDocument.createElement(name);
      element.append(...span.childNodes);
      span.append(element);
    };
    if (
      `${textDecoration} ${textDecorationLine}`.includes('underline') &&
      !span.closest('a') &&
      !span.querySelector('a')
    )
      wrap('u');
    if (verticalAlign === 'super') wrap('sup');
    if (verticalAlign === 'sub') wrap('sub');
  }
  for (const title of body.querySelectorAll('p.MsoTitle')) {
    const heading = body.ownerDocument.createElement('h1');
    heading.append(...title.childNodes);
    title.replaceWith(heading);
  }
}

/** A table is part of a figure with a caption. One inside a cell becomes the cell's text. */
function readTables(body: HTMLElement): void {
  for (const table of body.querySelectorAll('table')) {
    if (table.parentElement?.closest('table')) {
      const paragraphs = [...table.rows].map((row) => {
        const paragraph = body.ownerDocument.createElement('p');
        paragraph.textContent = [...row.cells].map((cell) => (cell.textContent ?? '').trim()).join(' ');
        return paragraph;
      });
      table.replaceWith(...paragraphs);
      continue;
    }
    const figure = body.ownerDocument.createElement('figure');
    figure.dataset['table'] = '';
    const caption = body.ownerDocument.createElement('figcaption');
    const above = table.previousElementSibling;
    const words = table.caption ?? (above?.matches('p.MsoCaption') ? above : null);
    if (words) {
      caption.append(...words.childNodes);
      words.remove();
    }
    (table.closest('figure') ?? table).replaceWith(figure);
    figure.append(caption, table);
  }
}

function removeEmptyParagraphs(body: HTMLElement): void {
  for (const paragraph of body.querySelectorAll('p, h1, h2, h3, h4, h5, h6')) {
    const empty = (paragraph.textContent ?? '').trim() === '' && !paragraph.querySelector('[data-note]');
    // A cell may be empty; a list item without words may not.
    if (empty && !paragraph.closest('td, th')) paragraph.remove();
  }
}
