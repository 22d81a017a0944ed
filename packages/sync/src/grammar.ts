import type { Content, Node } from './scan.js';

/**
 * What may stand where in a document. Each thing is judged by itself, when it comes: nothing in Yjs ever moves to another
 * parent or changes its kind, so what was right once stays right whatever is merged around it, and what honest people write at the
 * same time is right together. Names the grammar does not know are those of a newer minor version: let them pass.
 */
export type Grammar = {
  /** The only name at the root, and a tree of elements. */
  readonly root: string;
  /**
   * For documents with several roots: may this stand in that one? Then `root` is not looked at. `key` is that of an entry of
   * a map; `detail` the name of an element, or the first of plain values.
   */
  readonly atRoot?: (root: string, key: string | null, what: AtRoot, detail: unknown) => boolean;
  /** May an element of this name stand in one of that name? `null` is the root. */
  readonly element: (name: string, parent: string | null) => boolean;
  /** May text stand in it? */
  readonly text: (parent: string | null) => boolean;
  readonly attribute: (element: string, name: string, value: unknown) => boolean;
  /** `value` is null where the mark ends. */
  readonly mark: (name: string, value: unknown) => boolean;
};

/** `nothing` is what is deleted already; `strange` what no document of ours has. */
export type AtRoot = 'nothing' | 'words' | 'element' | 'value' | 'strange';

/** `home` is null where nothing stays, because what is around it is gone for good. */
export function mayStand(grammar: Grammar, content: Content, key: string | null, home: Node | null): boolean {
  switch (home?.kind) {
    case undefined:
      return true;
    case 'root':
      if (grammar.atRoot) return grammar.atRoot(home.name, key, ...told(content));
      return home.name === grammar.root && key === null && mayBeChild(grammar, content, null);
    case 'element':
      return key === null
        ? mayBeChild(grammar, content, home.name)
        : content.kind === 'nothing' ||
            (content.kind === 'values' && grammar.attribute(home.name, key, content.first()));
    case 'text':
      if (key !== null) return false;
      if (content.kind === 'format') return grammar.mark(content.name, content.value);
      return content.kind === 'words' || content.kind === 'nothing';
    default:
      return false;
  }
}

function told(content: Content): [AtRoot, unknown] {
  switch (content.kind) {
    case 'nothing':
    case 'words':
      return [content.kind, null];
    case 'values':
      return ['value', content.first()];
    case 'node':
      return content.node.kind === 'element' ? ['element', content.node.name] : ['strange', null];
    default:
      return ['strange', null];
  }
}

/** A plain value as a child would make `toJSON` throw, for everybody and for ever. */
function mayBeChild(grammar: Grammar, content: Content, parent: string | null): boolean {
  if (content.kind === 'nothing') return true;
  if (content.kind !== 'node') return false;
  if (content.node.kind === 'element') return grammar.element(content.node.name, parent);
  return content.node.kind === 'text' && grammar.text(parent);
}
