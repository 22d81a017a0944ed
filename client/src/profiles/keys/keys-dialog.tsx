import { useText } from '../../i18n/provider';
import { Checkbox } from '../../ui/choice';
import { KeyHint } from '../../ui/chip';
import { Dialog } from '../../ui/dialog';
import styles from './keys-dialog.module.css';

const rows: readonly [keys: readonly string[], id: string][] = [
  [['n', 'p'], 'comments'],
  [['c'], 'comment'],
  [['↑', '↓'], 'blocks'],
  [['Shift', '→'], 'pick'],
  [['Enter'], 'open'],
  [['Esc'], 'back'],
  [['?'], 'keys'],
];

export type KeysDialogProps = {
  readonly onClose: () => void;
  readonly single: boolean;
  readonly onSingle: (on: boolean) => void;
};

/** Every key of the reading view. Single letters can be switched off: speech control would trip over them. */
export default function KeysDialog({ onClose, single, onSingle }: KeysDialogProps) {
  const t = useText();
  return (
    <Dialog open onClose={onClose} title={t('profiles.keys')} size="small">
      <dl className={styles.keys}>
        {rows.map(([keys, id]) => (
          <div key={id}>
            <dt>
              {keys.map((key) => (
                <KeyHint key={key} keys={key} />
              ))}
            </dt>
            <dd>{t(`keys.${id}`)}</dd>
          </div>
        ))}
      </dl>
      <Checkbox label={t('keys.single')} checked={single} onChange={onSingle} />
    </Dialog>
  );
}
