import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { useRef, useState } from 'react';
import { useText } from '../i18n/provider';
import { Button, IconButton } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { TextField } from '../ui/field';
import { Form } from '../ui/form';
import type { IconName } from '../ui/icon';
import { useRoving } from '../ui/roving';
import styles from './desk.module.css';

/** The few looks a comment may have. Every one has a key as well. */
export function BodyTools({ editor }: { readonly editor: Editor }) {
  const t = useText();
  const [linking, setLinking] = useState(false);
  const now = useEditorState({
    editor,
    selector: ({ editor: current }) => ({
      bold: current.isActive('bold'),
      italic: current.isActive('italic'),
      bulletList: current.isActive('bulletList'),
      orderedList: current.isActive('orderedList'),
      link: current.isActive('link'),
    }),
  });
  const run = () => editor.chain().focus();
  const bar = useRef<HTMLDivElement>(null);
  const { onKeyDown, onFocus } = useRoving(bar, () => editor.commands.focus());
  const tool = (name: keyof typeof now, icon: IconName, press: () => void) => (
    <IconButton
      size="small"
      icon={icon}
      label={t(`rooms.tool.${name}`)}
      aria-pressed={now[name]}
      onClick={press}
    />
  );
  return (
    <>
      <div
        ref={bar}
        role="toolbar"
        aria-label={t('rooms.tools')}
        className={styles.tools}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
      >
        {tool('bold', 'bold', () => run().toggleBold().run())}
        {tool('italic', 'italic', () => run().toggleItalic().run())}
        {tool('bulletList', 'bulletList', () => run().toggleBulletList().run())}
        {tool('orderedList', 'orderedList', () => run().toggleOrderedList().run())}
        {tool('link', 'link', () => (now.link ? run().unsetLink().run() : setLinking(true)))}
        <IconButton
          size="small"
          icon="undo"
          label={t('rooms.tool.undo')}
          onClick={() => run().undo().run()}
        />
        <IconButton
          size="small"
          icon="redo"
          label={t('rooms.tool.redo')}
          onClick={() => run().redo().run()}
        />
      </div>
      {linking && <LinkForm editor={editor} onClose={() => setLinking(false)} />}
    </>
  );
}

function LinkForm({ editor, onClose }: { readonly editor: Editor; readonly onClose: () => void }) {
  const t = useText();
  const [href, setHref] = useState('https://');
  const [wrong, setWrong] = useState(false);
  const set = () => {
    // Looked at first: what is no address is not written either.
    if (!/^(https?:\/\/|mailto:)\S+/i.test(href)) return setWrong(true);
    const { empty } = editor.state.selection;
    // Nothing chosen: the address itself is what one reads.
    const done = empty
      ? editor
          .chain()
          .insertContent({ type: 'text', text: href, marks: [{ type: 'link', attrs: { href } }] })
          .run()
      : editor.chain().setLink(href).run();
    if (!done) return setWrong(true);
    onClose();
    editor.commands.focus();
  };
  return (
    <Dialog
      open
      size="small"
      title={t('rooms.link')}
      onClose={onClose}
      actions={
        <Button look="primary" onClick={set}>
          {t('rooms.link.set')}
        </Button>
      }
    >
      <Form onSubmit={set}>
        <TextField
          label={t('rooms.link.address')}
          description={t('rooms.link.help')}
          value={href}
          onChange={setHref}
          error={wrong ? t('rooms.link.unsafe') : undefined}
          inputMode="url"
          data-autofocus
        />
      </Form>
    </Dialog>
  );
}
