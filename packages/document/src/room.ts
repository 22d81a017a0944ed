/**
 * The document of a ministry's room: for each draft a body, a proposed wording and what colleagues say about it among
 * themselves. Every part is a root of its own, named by the draft's id: roots need no creation, so two colleagues who
 * begin at the same moment, one of them without a network, can't lose each other's words.
 */
import * as Y from 'yjs';
import { plainWords, replaceText, storable } from './plain-text.js';
import { richMarksOf, plainTextOf, richTextOf } from './rich-text.js';
import type { RichBlock, RichInline, RichListItem, RichTextJson } from './rich-text.js';
import { deltaOf } from './tree.js';

export type Room = { readonly consultationId: string; readonly organisationId: string };

/** `room/<consultationId>/<organisationId>` */
export function roomDocumentName({ consultationId, organisationId }: Room): string {
  const name = `room/${consultationId}/${organisationId}`;
  if (parseRoomName(name) === null) throw new RangeError(`not a consultation and an organisation: ${name}`);
  return name;
}

/** Null for everything that is not the name of a room's document. */
export function parseRoomName(name: string): Room | null {
  const [, consultationId, organisationId] = /^room\/([\w-]{1,64})\/([\w-]{1,64})$/.exec(name) ?? [];
  return consultationId === undefined || organisationId === undefined
    ? null
    : { consultationId, organisationId };
}

/** Names of the roots of one draft. */
export const bodyRoot = (draftId: string): string => `body/${draftId}`;
export const wordingRoot = (draftId: string): string => `wording/${draftId}`;
export const chatterRoot = (draftId: string): string => `chatter/${draftId}`;
/** A map: `proposes` says whether the draft proposes a wording at all. There from the moment the server began it. */
export const draftRoot = (draftId: string): string => `draft/${draftId}`;

const ROOT = /^(body|wording|chatter|draft)\/[\w-]{1,64}$/;
/** Nothing else lives in a room. */
export const isRoomRoot = (name: string): boolean => ROOT.test(name);

export type DraftText = {
  readonly body: RichTextJson;
  /** The body without looks. */
  readonly text: string;
  /** Null: proposes no wording. Empty: proposes to delete the words. */
  readonly proposal: string | null;
};

/** What the draft says now. Null when it was never begun here. Unknown content is left out; nothing throws. */
export function readDraft(doc: Y.Doc, draftId: string): DraftText | null {
  if (!doc.share.has(draftRoot(draftId))) return null;
  const proposes: unknown = doc.getMap(draftRoot(draftId)).get('proposes');
  if (typeof proposes !== 'boolean') return null;
  const content = blocksIn(doc.getXmlFragment(bodyRoot(draftId)), 0);
  const body: RichTextJson = { type: 'doc', content };
  const proposal = proposes ? plainWords(doc.getText(wordingRoot(draftId))) : null;
  return { body, text: plainTextOf(body), proposal };
}

/** Puts a text into the draft, beginning it if need be. What is the same already stays as it is, looks included. */
export function writeDraft(
  doc: Y.Doc,
  draftId: string,
  { text, proposal }: Pick<DraftText, 'text' | 'proposal'>,
): void {
  doc.transact(() => {
    const before = readDraft(doc, draftId);
    const facts = doc.getMap(draftRoot(draftId));
    if (facts.get('proposes') !== (proposal !== null)) facts.set('proposes', proposal !== null);
    if (before?.text !== text) replaceBody(doc.getXmlFragment(bodyRoot(draftId)), richTextOf(text));
    if (proposal !== null) replaceText(doc.getText(wordingRoot(draftId)), proposal);
  });
}

/** Takes a draft's words out of the room. The log keeps them. */
export function eraseDraft(doc: Y.Doc, draftId: string): void {
  doc.transact(() => {
    const body = doc.getXmlFragment(bodyRoot(draftId));
    const wording = doc.getText(wordingRoot(draftId));
    const chatter = doc.getArray(chatterRoot(draftId));
    if (body.length > 0) body.delete(0, body.length);
    if (wording.length > 0) wording.delete(0, wording.length);
    if (chatter.length > 0) chatter.delete(0, chatter.length);
    doc.getMap(draftRoot(draftId)).delete('proposes');
  });
}

function replaceBody(fragment: Y.XmlFragment, { content }: RichTextJson): void {
  fragment.delete(0, fragment.length);
  fragment.insert(0, content.map(elementOf));
}

function elementOf(node: RichBlock | RichListItem): Y.XmlElement {
  const element = new Y.XmlElement(node.type);
  if (node.type === 'paragraph') element.insert(0, inlineElements(node.content ?? []));
  else element.insert(0, (node.content as readonly (RichBlock | RichListItem)[]).map(elementOf));
  return element;
}

function inlineElements(content: readonly RichInline[]): (Y.XmlText | Y.XmlElement)[] {
  return content.map((inline) => {
    if (inline.type === 'hardBreak') return new Y.XmlElement('hardBreak');
    const marks = (inline.marks ?? []).map((mark) => [mark.type, mark.type === 'link' ? mark.attrs : {}]);
    const words = new Y.XmlText();
    words.insert(0, inline.text, Object.fromEntries(marks) as Record<string, object>);
    return words;
  });
}

/** Deeper nesting than any editor makes; protects the stack. */
const DEEPEST = 20;

function blocksIn(parent: Y.XmlFragment | Y.XmlElement, depth: number): RichBlock[] {
  if (depth > DEEPEST) return [];
  return parent.toArray().flatMap((child): RichBlock[] => {
    if (!(child instanceof Y.XmlElement)) return [];
    if (child.nodeName === 'paragraph') {
      const content = inlinesIn(child);
      return [content.length === 0 ? { type: 'paragraph' } : { type: 'paragraph', content }];
    }
    if (child.nodeName !== 'bulletList' && child.nodeName !== 'orderedList') return [];
    const items = itemsIn(child, depth + 1);
    return items.length === 0 ? [] : [{ type: child.nodeName, content: items }];
  });
}

function itemsIn(list: Y.XmlElement, depth: number): RichListItem[] {
  return list.toArray().flatMap((child): RichListItem[] => {
    if (!(child instanceof Y.XmlElement) || child.nodeName !== 'listItem') return [];
    const content = blocksIn(child, depth);
    return content.length === 0 ? [] : [{ type: 'listItem', content }];
  });
}

function inlinesIn(paragraph: Y.XmlElement): RichInline[] {
  return paragraph.toArray().flatMap((child): RichInline[] => {
    if (child instanceof Y.XmlElement) return child.nodeName === 'hardBreak' ? [{ type: 'hardBreak' }] : [];
    if (!(child instanceof Y.XmlText)) return [];
    return deltaOf(child).flatMap(({ insert, attributes = {} }): RichInline[] => {
      const text = typeof insert === 'string' ? storable(insert) : '';
      const marks = richMarksOf(attributes);
      return text === '' ? [] : [{ type: 'text', text, ...(marks.length > 0 && { marks }) }];
    });
  });
}

/** What one colleague says to the others about a draft. Nobody outside ever reads it. */
export type Remark = {
  readonly id: string;
  readonly personId: string;
  readonly name: string;
  readonly text: string;
  /** ISO 8601. */
  readonly at: string;
};

/** In the order in which they stand; what is no remark is left out. */
export function readChatter(doc: Y.Doc, draftId: string): Remark[] {
  return doc.getArray(chatterRoot(draftId)).toArray().flatMap(remarkOf);
}

export function addRemark(doc: Y.Doc, draftId: string, remark: Remark): void {
  doc.getArray(chatterRoot(draftId)).push([remark]);
}

function remarkOf(value: unknown): Remark[] {
  if (typeof value !== 'object' || value === null) return [];
  const { id, personId, name, text, at } = value as Record<string, unknown>;
  const isRemark = [id, personId, name, text, at].every((part) => typeof part === 'string');
  return isRemark ? [value as Remark] : [];
}
