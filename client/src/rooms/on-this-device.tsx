import type { ComposerTask } from '../comments';
import { useText } from '../i18n/provider';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { StatusChip } from '../ui/chip';
import { Fill } from '../ui/slots';
import { useOutbox } from './outbox';
import styles from './desk.module.css';

type OnThisDeviceProps = {
  readonly onContinue: (task: ComposerTask & { kind: 'draft' }) => void;
  /** Key of the draft that is being written just now. */
  readonly current: string | null;
};

/** Drafts that only this device has: written without a connection, or begun and not yet saved. */
export function OnThisDevice({ onContinue, current }: OnThisDeviceProps) {
  const t = useText();
  const { begun, problem } = useOutbox(current);
  if (begun.length === 0) return null;
  return (
    <>
      <Fill slot="status">
        <StatusChip meaning="waiting" icon="offline" label={t('rooms.device', { count: begun.length })} />
      </Fill>
      <section className={styles.device} aria-label={t('rooms.device', { count: begun.length })}>
        <Banner tone="waiting" icon="offline" title={t('rooms.device', { count: begun.length })}>
          {t('rooms.device.explain')}
        </Banner>
        {problem && <Banner tone="refused">{problem}</Banner>}
        <ol className={styles.drafts}>
          {begun.map((draft) => (
            <li key={draft.key} className={styles.kept} data-device={draft.key}>
              <span className={styles.place} lang={draft.target.language}>
                {draft.target.exact}
              </span>
              <span className={styles.said} lang={draft.text.language}>
                {draft.text.body}
              </span>
              <Button
                size="small"
                onClick={() =>
                  onContinue({
                    kind: 'draft',
                    key: draft.key,
                    target: draft.target,
                    block: draft.block,
                    proposes: draft.text.proposal !== null,
                  })
                }
              >
                {t('rooms.device.continue')}
              </Button>
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}
