import { editorExtensions } from '@concord/document/extensions';
import { Editor } from '@tiptap/core';
import { afterEach, expect, test } from 'vitest';
import { cleanPastedHtml } from './pasted-html';
import { PastedNotes } from './pasted-notes';

// An editor looks at its page a little later once more; by then the page of the tests is gone.
const open: Editor[] = [];
afterEach(() => {
  for (const editor of open.splice(0)) editor.destroy();
});

/** jsdom has no clipboard events; the paste itself needs none of it. */
const event = Object.assign(new Event('paste'), { clipboardData: null }) as ClipboardEvent;

let made = 0;
const newId = () => `p-new${(made += 1)}`;
const clean = (html: string) => cleanPastedHtml(html, newId).replaceAll(/\s*\n\s*/g, '');

function editorWith(content: string): Editor {
  const editor = new Editor({
    element: document.createElement('div'),
    extensions: [...editorExtensions({ newId }), PastedNotes.configure({ newId })],
    content,
  });
  open.push(editor);
  return editor;
}

/** The schema's view of pasted HTML, one line per block. */
function pasted(html: string, into = '<p data-block="b-1">Here: </p>') {
  const editor = editorWith(into);
  editor.commands.focus('end');
  editor.view.pasteHTML(html, event);
  return editor;
}

const outlineOf = (editor: Editor): string[] => {
  const lines: string[] = [];
  editor.state.doc.descendants((node, _position, parent) => {
    if (node.isTextblock) lines.push(`${parent?.type.name}/${node.type.name}: ${node.textContent}`);
  });
  return lines;
};

const word = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p {color:red}</style></head><body>
<!--StartFragment--><h2>Legal <b>framework</b><o:p></o:p></h2>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal>The law<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference>[1]</span></a> applies.</p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span><![endif]>First</p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>a)<span>&nbsp;</span></span>Inner</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>Second</p>
<p class=MsoCaption>Table 1. Permits</p>
<table><tr><td><p class=MsoNormal>Year<o:p></o:p></p></td><td colspan=2><p>Permits</p></td></tr></table>
<div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1>
<p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1"><span>[1]</span></a> Law No. 12.</p></div></div>
<!--EndFragment--></body></html>`;

test('[ED9] text from Word arrives as headings, lists, tables and notes, without empty lines and markers', () => {
  const editor = pasted(word, '<p data-block="b-1"></p>');
  expect(outlineOf(editor)).toEqual([
    'doc/heading: Legal framework',
    'doc/paragraph: The law applies.',
    'listItem/paragraph: First',
    'listItem/paragraph: Inner',
    'listItem/paragraph: Second',
    'tableFigure/tableCaption: Table 1. Permits',
    'tableCell/paragraph: Year',
    'tableCell/paragraph: Permits',
    'footnotes/footnote: Law No. 12.',
  ]);
  const [reference] = editor.$nodes('footnoteRef') ?? [];
  expect(reference?.attributes['note']).toBe(editor.$node('footnote')?.attributes['id']);
  expect(editor.getHTML()).toContain('<ul><li><p>First</p><ol><li>');
  editor.state.doc.check();
});

test('[ED9] what is pasted from elsewhere brings no identity with it', () => {
  const editor = pasted(
    '<p data-block="b-0094" data-finding="gap" data-finding-code="F04">From the reading view</p><p>b</p>',
  );
  expect(editor.getHTML()).not.toContain('b-0094');
  expect(editor.getHTML()).not.toContain('gap');
});

test('[ED9] what is cut and pasted in the editor keeps its identity', () => {
  const html = '<p data-pm-slice="0 0 []" data-block="b-2" data-finding="gap">Moved</p>';
  expect(clean(html)).toBe(html);
});

test('[ED9] notes go to the others at the end, and a reference to nothing stays out', () => {
  const into =
    '<p data-block="b-1">Here<sup data-note="n-1"></sup></p><section data-footnotes><div data-footnote data-block="n-1">One</div></section>';
  const editor = editorWith(into);
  editor.commands.setTextSelection(1);
  editor.view.pasteHTML(
    '<p>See <a href="#_ftn1">[1]</a>, <a href="#_ftn9">[9]</a>.</p><div style="mso-element:footnote-list"><div id="ftn1"><p>Two</p></div></div>',
    event,
  );
  expect(outlineOf(editor)).toEqual([
    'doc/paragraph: See , .Here',
    'footnotes/footnote: One',
    'footnotes/footnote: Two',
  ]);
  expect(editor.$nodes('footnoteRef')).toHaveLength(2);
  expect(editor.$nodes('footnotes')).toHaveLength(1);
});

test('[ED9] emphasis by style alone counts, and bold that is not bold does not', () => {
  expect(
    clean('<b style="font-weight:normal"><p>a <span style="vertical-align:super">2</span></p></b>'),
  ).toBe('<p>a <span style="vertical-align:super"><sup>2</sup></span></p>');
  const html = pasted(
    '<p><span style="font-weight:700">bold</span> <span style="text-decoration:underline">u</span></p>',
  ).getHTML();
  expect(html).toContain('<strong>bold</strong>');
  expect(html).toContain('<u>u</u>');
});

test('[ED9] a link that may not be followed arrives as words', () => {
  const html = pasted('<p><a href="javascript:alert(1)">x</a> <a href="https://un.org">UN</a></p>').getHTML();
  expect(html).not.toContain('javascript');
  expect(html).toContain('href="https://un.org"');
});

test('[ED9] a table within a table becomes text, and pasting never makes a document the schema refuses', () => {
  const editor = pasted('<table><tr><td><table><tr><td>a</td><td>b</td></tr></table></td></tr></table>');
  expect(outlineOf(editor)).toContain('tableCell/paragraph: a b');
  editor.state.doc.check();
});
