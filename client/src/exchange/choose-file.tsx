import { localeNames, type Locale } from '@concord/locale';
import type { ReadingConsultationQuery } from '@concord/schema';
import { useRef, useState } from 'react';
import { useLocale, useText } from '../i18n/provider';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { RadioGroup } from '../ui/choice';
import { classes } from '../ui/classes';
import { Icon } from '../ui/icon';
import { ProgressBar } from '../ui/progress';
import { uploadFile } from './upload';
import styles from './import.module.css';

type ChooseFileProps = {
  readonly consultation: NonNullable<ReadingConsultationQuery['consultation']>;
  readonly onRead: (previewId: string) => void;
};

export function ChooseFile({ consultation, onRead }: ChooseFileProps) {
  const t = useText();
  const { locale } = useLocale();
  const [language, setLanguage] = useState<Locale>(consultation.originalLanguage);
  const [over, setOver] = useState(false);
  const [sending, setSending] = useState<{ name: string; share: number; stop: AbortController } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const chooser = useRef<HTMLInputElement>(null);

  const send = async (file: File) => {
    const stop = new AbortController();
    setProblem(null);
    setSending({ name: file.name, share: 0, stop });
    const outcome = await uploadFile({
      consultationId: consultation.id,
      language,
      file,
      locale,
      signal: stop.signal,
      onProgress: (share) => setSending({ name: file.name, share, stop }),
    });
    setSending(null);
    if (outcome.kind === 'read') onRead(outcome.previewId);
    else if (outcome.kind === 'refused') setProblem(outcome.message);
    else if (outcome.kind === 'unreachable') setProblem(t('exchange.import.unreachable'));
  };

  return (
    <div className={styles.choose}>
      <RadioGroup<Locale>
        label={t('exchange.import.language')}
        layout="row"
        value={language}
        onChange={setLanguage}
        choices={consultation.languages.map((one) => ({
          value: one,
          label: <span lang={one}>{localeNames[one]}</span>,
        }))}
      />
      {problem && (
        <Banner tone="refused" live title={t('exchange.import.refused')}>
          {problem}
        </Banner>
      )}
      {sending ? (
        <div className={styles.drop}>
          <ProgressBar
            label={
              sending.share < 1
                ? t('exchange.import.sending', { name: sending.name })
                : t('exchange.import.readingFile', { name: sending.name })
            }
            value={sending.share < 1 ? sending.share : null}
          />
          <Button onClick={() => sending.stop.abort()}>{t('ui.cancel')}</Button>
        </div>
      ) : (
        // Dropping is a shortcut for the button inside.
        <div
          className={classes(styles.drop, over && styles.over)}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault();
            setOver(false);
            const file = event.dataTransfer.files[0];
            if (file) void send(file);
          }}
        >
          <Icon name="upload" size={28} className={styles.dropIcon} />
          <input
            ref={chooser}
            type="file"
            hidden
            aria-label={t('exchange.import.choose')}
            accept=".docx,application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              event.currentTarget.value = '';
              if (file) void send(file);
            }}
          />
          <Button look="primary" size="large" onClick={() => chooser.current?.click()}>
            {t('exchange.import.choose')}
          </Button>
          <p className={styles.quiet}>{t('exchange.import.hint')}</p>
        </div>
      )}
    </div>
  );
}
