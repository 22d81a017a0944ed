/** Selectors of W3C Web Annotation, inside one block. Offsets are UTF-16 units of the block's text. */
export type Selectors = {
  /** `prefix` and `suffix`: up to 32 units on each side, shorter only at the border of the block. */
  readonly quote: { readonly exact: string; readonly prefix: string; readonly suffix: string };
  readonly position: { readonly start: number; readonly end: number };
};

export type PinnedTarget = Selectors & {
  readonly blockId: string;
  /** Yjs relative positions, base64. */
  readonly relative: {
    readonly start: string;
    readonly end: string;
    /** The state vector of the document the words were quoted from: tells a copy made later from a twin that was there. */
    readonly seen?: string;
  };
};

/**
 * `exact`: the same words at the same place. `moved`: the same words elsewhere in the section. `text_changed`: the
 * place is known, the words are others. `orphaned`: gone.
 */
export type ResolutionStatus = 'exact' | 'moved' | 'text_changed' | 'orphaned';

/** `blockId`, `start`, `end` and `words` are null exactly when the status is `orphaned`. */
export type Resolution = {
  readonly status: ResolutionStatus;
  readonly blockId: string | null;
  readonly start: number | null;
  readonly end: number | null;
  /** What stands there now. */
  readonly words: string | null;
};
