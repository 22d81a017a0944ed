import { useContext } from 'react';
import { readingHref, storedBegun, UnsentContext, useOpenConsultation } from '../comments';
import type { BegunComment, SectionHead } from '../comments';
import { useText } from '../i18n/provider';
import { Banner } from '../ui/banner';
import { Button, LinkButton } from '../ui/button';

type UnsentBarProps = {
  readonly section: SectionHead;
  readonly sections: readonly SectionHead[];
  /** Key of the comment that is being written: it needs no reminder. */
  readonly current: string | null;
  readonly onContinue: (begun: BegunComment) => void;
};

/** Comments that were begun and are on this device only, of this section and of others. */
export function UnsentBar({ section, sections, current, onContinue }: UnsentBarProps) {
  const t = useText();
  const { slug } = useOpenConsultation();
  const unsent = useContext(UnsentContext);
  const begun = unsent
    .forms()
    .filter((form) => form.startsWith('comment/'))
    .flatMap((form) => storedBegun(unsent.read(form)) ?? [])
    .filter(({ key, text }) => key !== current && text.body.trim() !== '');
  const here = begun.find(({ target }) => target.sectionId === section.id);
  const elsewhere = sections.find(({ id }) => begun.some(({ target }) => target.sectionId === id));
  if (begun.length === 0) return null;
  return (
    <Banner
      tone="waiting"
      action={
        here ? (
          <Button size="small" onClick={() => onContinue(here)}>
            {t('profiles.unsent.continue')}
          </Button>
        ) : elsewhere ? (
          <LinkButton size="small" href={readingHref(slug, elsewhere.key)}>
            {t('profiles.unsent.go')}
          </LinkButton>
        ) : undefined
      }
    >
      {t('profiles.unsent', { count: begun.length })}
    </Banner>
  );
}
