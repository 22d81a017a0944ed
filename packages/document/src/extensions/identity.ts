import { Extension, type Attribute } from '@tiptap/core';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state';

/** What another program put where our ids stand is no id. */
export function pastedId(value: string | null): string | null {
  return value !== null && /^[\w-]{1,64}$/.test(value) ? value : null;
}

/** The `id` of an addressable block. Null until the server repairs it. */
export const blockId: Partial<Attribute> = {
  default: null,
  keepOnSplit: false,
  parseHTML: (element) => pastedId(element.getAttribute('data-block')),
  renderHTML: ({ id }) => (typeof id === 'string' ? { 'data-block': id } : {}),
};

/**
 * Whatever the local edit was, one block keeps an id: on a split the first half (but an Enter at the start of a block
 * leaves the id with the text), on a paste the block that had it before. The others lose it, and with it what makes
 * them a finding, and the server gives them a fresh one. Without this, comments would jump to the copy.
 */
export const BlockIdentity = Extension.create({
  name: 'blockIdentity',
  addProseMirrorPlugins: () => [
    new Plugin({
      key: new PluginKey('blockIdentity'),
      appendTransaction: (transactions, before, after) => {
        const local = transactions.filter((transaction) => transaction.docChanged);
        const synced = transactions.some((transaction) => transaction.getMeta(ySyncPluginKey) !== undefined);
        return local.length === 0 || synced ? null : withoutDoubles(local, before, after);
      },
    }),
  ],
});

type Holder = { readonly position: number; readonly node: ProseMirrorNode; readonly inCell: boolean };

function withoutDoubles(
  transactions: readonly Transaction[],
  before: EditorState,
  after: EditorState,
): Transaction | null {
  const losers: Holder[] = [];
  let old: Map<string, Holder[]> | null = null;
  for (const [id, holders] of holdersOf(after.doc)) {
    losers.push(...holders.filter((holder) => holder.inCell));
    const rivals = holders.filter((holder) => !holder.inCell);
    if (rivals.length < 2) continue;
    old ??= holdersOf(before.doc);
    const keeper = keeperOf(rivals, old.get(id)?.[0], transactions);
    losers.push(...rivals.filter((rival) => rival !== keeper));
  }
  if (losers.length === 0) return null;
  const { tr } = after;
  for (const { position, node } of losers) {
    for (const name of ['id', 'finding', 'findingCode', 'indicators']) {
      if ((node.attrs[name] ?? null) !== null) tr.setNodeAttribute(position, name, null);
    }
  }
  return tr;
}

function holdersOf(doc: ProseMirrorNode): Map<string, Holder[]> {
  const holders = new Map<string, Holder[]>();
  doc.descendants((node, position, parent) => {
    const id: unknown = node.attrs['id'];
    if (typeof id === 'string') {
      const inCell = parent?.type.name === 'tableCell' || parent?.type.name === 'tableHeader';
      const known = holders.get(id);
      if (known) known.push({ position, node, inCell });
      else holders.set(id, [{ position, node, inCell }]);
    }
    return !node.isTextblock;
  });
  return holders;
}

function keeperOf(
  rivals: readonly Holder[],
  old: Holder | undefined,
  transactions: readonly Transaction[],
): Holder | undefined {
  const first = rivals[0];
  if (!old) return first;
  const position = transactions.reduce((at, { mapping }) => mapping.map(at, 1), old.position);
  const same = rivals.find((rival) => rival.position === position) ?? first;
  if (same?.node.content.size === 0 && old.node.content.size > 0) {
    return rivals.find((rival) => rival.node.content.eq(old.node.content)) ?? same;
  }
  return same;
}
