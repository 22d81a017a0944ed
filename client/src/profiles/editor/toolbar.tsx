import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { useImperativeHandle, useRef, type Ref } from 'react';
import { useText } from '../../i18n/provider';
import { Icon } from '../../ui/icon';
import { Menu, type MenuGroup } from '../../ui/menu';
import { jumpTarget } from './note-jumps';
import { useRoving } from '../../ui/roving';
import { ToolButton } from './tool-button';
import styles from './toolbar.module.css';

export type ToolbarHandle = { readonly focus: () => void };

type ToolbarProps = {
  readonly editor: Editor;
  readonly onLink: () => void;
  readonly ref: Ref<ToolbarHandle>;
};

const levels = [1, 2, 3, 4] as const;

export function Toolbar({ editor, onLink, ref }: ToolbarProps) {
  const t = useText();
  const now = useEditorState({ editor, selector: ({ editor: current }) => standingOf(current) });
  const bar = useRef<HTMLDivElement>(null);
  const roving = useRoving(bar, () => editor.commands.focus());
  useImperativeHandle(ref, () => ({ focus: roving.focus }));
  const run = () => editor.chain().focus();

  const style = (label: string, id: string, onSelect: () => void) => ({ id, label, onSelect });
  const styleName = nameOf(now.style, t);
  const styleGroup: MenuGroup = {
    id: 'style',
    chosen: now.style,
    actions: [
      style(t('editor.style.paragraph'), 'paragraph', () => run().setParagraph().run()),
      ...levels.map((level) =>
        style(t('editor.style.heading', { level }), `heading-${level}`, () => {
          if (now.style !== `heading-${level}`) run().toggleHeading(level).run();
        }),
      ),
    ],
  };

  return (
    <div
      ref={bar}
      role="toolbar"
      aria-label={t('editor.tools')}
      aria-orientation="horizontal"
      className={styles.toolbar}
      onKeyDown={roving.onKeyDown}
      onFocus={roving.onFocus}
    >
      <div className={styles.group}>
        <ToolButton
          label={t('editor.tool.undo')}
          icon="undo"
          keys="Mod-z"
          disabled={!now.undo}
          onPress={() => run().undo().run()}
        />
        <ToolButton
          label={t('editor.tool.redo')}
          icon="redo"
          keys="Mod-Shift-z"
          disabled={!now.redo}
          onPress={() => run().redo().run()}
        />
      </div>
      <div className={styles.group}>
        <span className={styles.style}>
          <Menu
            size="small"
            label={t('editor.tool.style', { style: styleName })}
            face={
              <span className={styles.face}>
                {styleName}
                <Icon name="chevronDown" />
              </span>
            }
            groups={[styleGroup]}
          />
        </span>
      </div>
      <div className={styles.group}>
        <ToolButton
          label={t('editor.tool.bold')}
          icon="bold"
          keys="Mod-b"
          pressed={now.bold}
          onPress={() => run().toggleBold().run()}
        />
        <ToolButton
          label={t('editor.tool.italic')}
          icon="italic"
          keys="Mod-i"
          pressed={now.italic}
          onPress={() => run().toggleItalic().run()}
        />
        <ToolButton
          label={t('editor.tool.underline')}
          icon="underline"
          keys="Mod-u"
          pressed={now.underline}
          onPress={() => run().toggleUnderline().run()}
        />
        <ToolButton
          label={t('editor.tool.superscript')}
          icon="superscript"
          keys="Mod-."
          pressed={now.superscript}
          onPress={() => run().toggleSuperscript().run()}
        />
        <ToolButton
          label={t('editor.tool.subscript')}
          icon="subscript"
          keys="Mod-,"
          pressed={now.subscript}
          onPress={() => run().toggleSubscript().run()}
        />
        <ToolButton
          label={t('editor.tool.link')}
          icon="link"
          keys="Mod-k"
          pressed={now.link}
          onPress={onLink}
        />
      </div>
      <div className={styles.group}>
        <ToolButton
          label={t('editor.tool.bulletList')}
          icon="bulletList"
          keys="Mod-Shift-8"
          pressed={now.bulletList}
          disabled={now.place === 'note'}
          onPress={() => run().toggleBulletList().run()}
        />
        <ToolButton
          label={t('editor.tool.orderedList')}
          icon="orderedList"
          keys="Mod-Shift-7"
          pressed={now.orderedList}
          disabled={now.place === 'note'}
          onPress={() => run().toggleOrderedList().run()}
        />
        {now.inList && (
          <>
            <ToolButton
              label={t('editor.tool.lift')}
              icon="arrowLeft"
              onPress={() => run().liftListItem('listItem').run()}
            />
            <ToolButton
              label={t('editor.tool.sink')}
              icon="arrowRight"
              disabled={!now.sink}
              onPress={() => run().sinkListItem('listItem').run()}
            />
          </>
        )}
      </div>
      <div className={styles.group}>
        {now.jump && (
          <ToolButton
            label={t(now.jump === 'note' ? 'editor.tool.toNote' : 'editor.tool.toText')}
            icon={now.jump === 'note' ? 'arrowDown' : 'arrowUp'}
            keys="Mod-Alt-g"
            onPress={() => run().jumpAlongNote().run()}
          />
        )}
        {now.place === 'note' ? (
          <ToolButton
            label={t('editor.tool.removeNote')}
            icon="trash"
            onPress={() =>
              run()
                .jumpAlongNote()
                .removeFootnote(now.note ?? undefined)
                .run()
            }
          />
        ) : (
          <ToolButton
            label={t('editor.tool.footnote')}
            icon="footnote"
            keys="Mod-Alt-f"
            disabled={!now.footnote}
            onPress={() => run().insertFootnote().run()}
          />
        )}
        <ToolButton
          label={t('editor.tool.box')}
          icon="box"
          pressed={now.box}
          disabled={now.place !== 'text'}
          onPress={() => run().toggleBox().run()}
        />
        {now.place === 'table' ? (
          <Menu
            size="small"
            icon="table"
            iconOnly
            label={t('editor.tool.table')}
            groups={tableGroups(editor, now, t)}
          />
        ) : (
          <ToolButton
            label={t('editor.tool.insertTable')}
            icon="table"
            disabled={now.place !== 'text'}
            onPress={() => run().insertTable({ rows: 3, columns: 3 }).run()}
          />
        )}
      </div>
    </div>
  );
}

type Standing = ReturnType<typeof standingOf>;

/** What the tools show: everything that depends on the text and the selection. */
function standingOf(editor: Editor) {
  const { state } = editor;
  const { $from } = state.selection;
  const { parent } = $from;
  const level: unknown = parent.attrs['level'];
  const place = editor.isActive('footnote') ? 'note' : editor.isActive('tableFigure') ? 'table' : 'text';
  const can = editor.can();
  const note: unknown = parent.attrs['id'];
  return {
    place,
    note: place === 'note' && typeof note === 'string' ? note : null,
    style:
      parent.type.name === 'heading'
        ? `heading-${Number(level)}`
        : parent.type.name === 'paragraph'
          ? 'paragraph'
          : 'other',
    bold: editor.isActive('bold'),
    italic: editor.isActive('italic'),
    underline: editor.isActive('underline'),
    superscript: editor.isActive('superscript'),
    subscript: editor.isActive('subscript'),
    link: editor.isActive('link'),
    bulletList: editor.isActive('bulletList'),
    orderedList: editor.isActive('orderedList'),
    inList: editor.isActive('listItem'),
    box: editor.isActive('box'),
    sink: can.sinkListItem('listItem'),
    undo: can.undo(),
    redo: can.redo(),
    footnote: can.insertFootnote(),
    jump: jumpTarget(state),
    merge: can.mergeCells(),
    split: can.splitCell(),
  };
}

function nameOf(style: string, t: ReturnType<typeof useText>): string {
  const level = /^heading-(\d)$/.exec(style)?.[1];
  return level ? t('editor.style.heading', { level }) : t(`editor.style.${style}`);
}

function tableGroups(editor: Editor, { merge, split }: Standing, t: ReturnType<typeof useText>): MenuGroup[] {
  type Act =
    | 'addRowBefore'
    | 'addRowAfter'
    | 'deleteRow'
    | 'addColumnBefore'
    | 'addColumnAfter'
    | 'deleteColumn'
    | 'mergeCells'
    | 'splitCell'
    | 'toggleHeaderRow'
    | 'toggleHeaderColumn'
    | 'deleteTable';
  const act = (id: Act, disabled = false) => ({
    id,
    label: t(`editor.table.${id}`),
    disabled,
    ...(id.startsWith('delete') && { tone: 'danger' as const }),
    onSelect: () => {
      editor.chain().focus()[id]().run();
    },
  });
  return [
    {
      id: 'rows',
      title: t('editor.table.rows'),
      actions: [act('addRowBefore'), act('addRowAfter'), act('deleteRow')],
    },
    {
      id: 'columns',
      title: t('editor.table.columns'),
      actions: [act('addColumnBefore'), act('addColumnAfter'), act('deleteColumn')],
    },
    {
      id: 'cells',
      title: t('editor.table.cells'),
      actions: [
        act('mergeCells', !merge),
        act('splitCell', !split),
        act('toggleHeaderRow'),
        act('toggleHeaderColumn'),
      ],
    },
    { id: 'table', title: t('editor.tool.table'), actions: [act('deleteTable')] },
  ];
}
