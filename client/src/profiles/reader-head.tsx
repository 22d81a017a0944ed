import { localeNames } from '@concord/locale';
import type { Locale, VariantTextFragment } from '@concord/schema';
import { Suspense, useState } from 'react';
import type { ReactNode } from 'react';
import { useOpenConsultation } from '../comments';
import { useText } from '../i18n/provider';
import { Button, IconButton } from '../ui/button';
import { RadioGroup } from '../ui/choice';
import { Sheet } from '../ui/dialog';
import type { Store } from '../platform/store';
import { PanelButton } from '../ui/panel-button';
import { SectionEditor } from './editor-seam';
import { ReadSoFar } from './read-so-far';
import type { Whereabouts } from './use-reading-place';
import styles from './reader-head.module.css';

type ReaderHeadProps = {
  readonly language: Locale;
  readonly onLanguage: (language: Locale) => void;
  /** The contents, where they have no place of their own beside the text. */
  readonly outline: ((onGo: () => void) => ReactNode) | null;
  readonly whereabouts: Store<Whereabouts>;
  readonly onKeys: () => void;
  readonly variant: VariantTextFragment | null;
  readonly suggesting: boolean;
  readonly onSuggest: () => void;
};

/** A quiet line over the text: contents (on small screens), its language, the keys, editing for those who may. */
export function ReaderHead(props: ReaderHeadProps) {
  const { language, onLanguage, outline, whereabouts, onKeys, variant, suggesting, onSuggest } = props;
  const t = useText();
  const { languages, may } = useOpenConsultation();
  const [contentsOpen, setContentsOpen] = useState(false);
  const [editing, setEditing] = useState(false);
  return (
    <div className={styles.head} data-compact={outline ? '' : undefined}>
      {outline && (
        <>
          <Button
            size="small"
            look="quiet"
            icon="menu"
            aria-expanded={contentsOpen}
            onClick={() => setContentsOpen(true)}
          >
            {t('profiles.outline')}
          </Button>
          <Sheet
            open={contentsOpen}
            onClose={() => setContentsOpen(false)}
            title={t('profiles.outline')}
            modal
          >
            {outline(() => setContentsOpen(false))}
          </Sheet>
          <span className={styles.progress}>
            <ReadSoFar whereabouts={whereabouts} />
          </span>
        </>
      )}
      <span className={styles.space} />
      {languages.length > 1 && (
        <PanelButton
          label={t('profiles.language.now', { language: localeNames[language] })}
          icon="globe"
          face={<span lang={language}>{localeNames[language]}</span>}
        >
          {(close) => (
            <RadioGroup
              label={t('profiles.language')}
              value={language}
              onChange={(next) => {
                onLanguage(next);
                close();
              }}
              choices={languages.map((value) => ({
                value,
                label: <span lang={value}>{localeNames[value]}</span>,
              }))}
            />
          )}
        </PanelButton>
      )}
      <span className={styles.keys}>
        <IconButton size="small" icon="keyboard" label={t('profiles.keys')} onClick={onKeys} />
      </span>
      {may.comment && !may.edit && variant && (
        <IconButton
          size="small"
          icon="pencil"
          label={t('profiles.suggest')}
          aria-pressed={suggesting}
          onClick={onSuggest}
        />
      )}
      {may.edit && SectionEditor && variant && (
        <Button size="small" icon="pencil" onClick={() => setEditing(true)}>
          {t('profiles.edit')}
        </Button>
      )}
      {editing && SectionEditor && variant && (
        <Suspense fallback={null}>
          <SectionEditor variant={variant} onClose={() => setEditing(false)} />
        </Suspense>
      )}
    </div>
  );
}
