import { useText } from '../i18n/provider';

type NoteMarkProps = { readonly id: string | undefined; readonly note: string; readonly number: number };

/** The raised number in the text; not part of the text that can be quoted. */
export function NoteMark({ id, note, number }: NoteMarkProps) {
  const t = useText();
  return (
    <sup data-outside="" className="document-note-mark">
      <a id={id} role="doc-noteref" href={`#${note}`} aria-label={t('profiles.notes.mark', { number })}>
        {number}
      </a>
    </sup>
  );
}
