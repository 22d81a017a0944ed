import { isSafeHref } from '@concord/document/model';
import type { Editor } from '@tiptap/core';
import { getMarkRange } from '@tiptap/core';
import { useId, useState } from 'react';
import { useText } from '../../i18n/provider';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/field';
import styles from './section-editor.module.css';

type LinkDialogProps = { readonly editor: Editor; readonly onClose: () => void };

export function LinkDialog({ editor, onClose }: LinkDialogProps) {
  const t = useText();
  const form = useId();
  const [before] = useState(() => linkAt(editor));
  const [address, setAddress] = useState(before.href ?? '');
  const [words, setWords] = useState('');
  const [tried, setTried] = useState(false);
  const href = hrefOf(address);
  const wordsMissing = before.empty && words.trim() === '';

  const back = () => {
    onClose();
    // Once the dialog has given focus back to where it came from.
    requestAnimationFrame(() => editor.commands.focus());
  };
  const set = () => {
    setTried(true);
    if (href === null || wordsMissing) return;
    const { from, to } = before;
    if (before.empty) {
      editor.commands.insertContentAt(from, {
        type: 'text',
        text: words.trim(),
        marks: [{ type: 'link', attrs: { href } }],
      });
    } else editor.chain().setTextSelection({ from, to }).setLink(href).setTextSelection(to).run();
    back();
  };
  const remove = () => {
    editor.chain().setTextSelection(before).unsetLink().setTextSelection(before.to).run();
    back();
  };

  return (
    <Dialog
      open
      size="small"
      onClose={back}
      title={t('editor.link.title')}
      actions={
        <>
          {before.href !== null && (
            <Button look="danger" onClick={remove}>
              {t('editor.link.remove')}
            </Button>
          )}
          <Button look="primary" type="submit" form={form}>
            {t('editor.link.set')}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className={styles.fields}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          // The page below listens to forms of its own.
          event.stopPropagation();
          set();
        }}
      >
        {before.empty && (
          <TextField
            label={t('editor.link.words')}
            description={t('editor.link.select')}
            value={words}
            onChange={setWords}
            error={tried && wordsMissing ? t('editor.link.wordsMissing') : undefined}
            data-autofocus
          />
        )}
        <TextField
          label={t('editor.link.address')}
          description={t('editor.link.help')}
          type="url"
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          value={address}
          onChange={setAddress}
          error={tried && href === null ? t('editor.link.unsafe') : undefined}
          {...(!before.empty && { 'data-autofocus': true })}
        />
      </form>
    </Dialog>
  );
}

/** The link around the caret as a whole, or the selection. */
function linkAt({ state }: Editor) {
  const { from, to, empty, $from } = state.selection;
  const type = state.schema.marks['link'];
  const range = type && getMarkRange($from, type);
  const href: unknown = type && $from.marksAcross($from)?.find((mark) => mark.type === type)?.attrs['href'];
  const attrs: unknown =
    href ?? (type && state.doc.nodeAt(from)?.marks.find((mark) => mark.type === type)?.attrs['href']);
  return {
    from: empty && range ? range.from : from,
    to: empty && range ? range.to : to,
    empty: empty && !range,
    href: typeof attrs === 'string' ? attrs : null,
  };
}

/** What a person typed as an address readers may be sent to; null when it is none. */
export function hrefOf(typed: string): string | null {
  const address = typed.trim();
  if (/^[^\s@:/]+@[^\s@/]+\.[^\s@/]+$/.test(address)) return `mailto:${address}`;
  const whole = /^[\w-]+(\.[\w-]+)+([/?#:]\S*)?$/u.test(address) ? `https://${address}` : address;
  return isSafeHref(whole) && !/\s/.test(whole) ? whole : null;
}
