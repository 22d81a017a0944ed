import { useText } from '../../i18n/provider';
import type { AsideText } from './aside';
import { KeptTextDialog } from './kept-text-dialog';
import { readableText } from './unsent-text';

type AsideDialogProps = {
  readonly texts: readonly AsideText[];
  readonly language: string;
  /** Absent where the text can't be changed now. */
  readonly onInsert?: (() => void) | undefined;
  readonly onDiscard: () => void;
  readonly onClose: () => void;
};

/** What was put aside because the server refused it for good. */
export function AsideDialog({ texts, ...rest }: AsideDialogProps) {
  const t = useText();
  const blocks = texts.flatMap((text) => text.blocks ?? []);
  return (
    <KeptTextDialog
      {...rest}
      title={t('sync.aside.title')}
      text={readableText(blocks)}
      description={t('sync.aside.explain', { count: blocks.length })}
      none={t('sync.unsent.none')}
      discard={t('sync.aside.discard')}
    />
  );
}
