import '@tiptap/core';

/**
 * Commands of `@concord/document/extensions`. Their own declarations stand beside the nodes and marks, where the package's
 * `extensions.d.ts` does not lead; this goes when it does.
 */
declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    sectionText: {
      toggleBold: () => ReturnType;
      toggleItalic: () => ReturnType;
      toggleUnderline: () => ReturnType;
      toggleSuperscript: () => ReturnType;
      toggleSubscript: () => ReturnType;
      setLink: (href: string) => ReturnType;
      unsetLink: () => ReturnType;
      setParagraph: () => ReturnType;
      toggleHeading: (level: 1 | 2 | 3 | 4) => ReturnType;
      toggleBulletList: () => ReturnType;
      toggleOrderedList: () => ReturnType;
      toggleBox: () => ReturnType;
      insertTable: (size: { rows: number; columns: number }) => ReturnType;
      deleteTable: () => ReturnType;
      addRowBefore: () => ReturnType;
      addRowAfter: () => ReturnType;
      deleteRow: () => ReturnType;
      addColumnBefore: () => ReturnType;
      addColumnAfter: () => ReturnType;
      deleteColumn: () => ReturnType;
      mergeCells: () => ReturnType;
      splitCell: () => ReturnType;
      toggleHeaderRow: () => ReturnType;
      toggleHeaderColumn: () => ReturnType;
    };
  }
}
