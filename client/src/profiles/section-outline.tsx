import type { Locale } from '@concord/schema';
import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { readingHref, sectionTitle, useOpenConsultation } from '../comments';
import type { SectionHead } from '../comments';
import { useText } from '../i18n/provider';
import { useStore } from '../platform/store';
import type { Store } from '../platform/store';
import { Icon } from '../ui/icon';
import type { IconName } from '../ui/icon';
import { VisuallyHidden } from '../ui/visually-hidden';
import { ReadSoFar } from './read-so-far';
import type { Whereabouts } from './use-reading-place';
import styles from './section-outline.module.css';

type Heading = { readonly blockId: string; readonly level: number; readonly text: string };

type SectionOutlineProps = {
  readonly sections: readonly SectionHead[];
  readonly current: SectionHead;
  readonly headings: readonly Heading[];
  readonly language: Locale;
  readonly whereabouts: Store<Whereabouts>;
  /** After a choice: a sheet closes. */
  readonly onGo?: () => void;
};

/** The contents of the profile; within the section that is read, its headings, and how far one has come. */
export function SectionOutline({
  sections,
  current,
  headings,
  language,
  whereabouts,
  onGo,
}: SectionOutlineProps) {
  const t = useText();
  const consultation = useOpenConsultation();
  const here = useRef<HTMLElement>(null);
  useEffect(() => {
    if (here.current) keepInView(here.current);
  }, [current.id]);
  const inside = headings.filter(({ level }) => level > 1 && level < 4);
  return (
    <nav ref={here} aria-label={t('profiles.outline')} className={styles.outline}>
      <ol className={styles.sections}>
        {sections.map((section) => {
          const isCurrent = section.id === current.id;
          return (
            <li key={section.id} className={styles.section} data-current={isCurrent || undefined}>
              <Link
                href={readingHref(consultation.slug, section.key)}
                className={styles.link}
                aria-current={isCurrent ? 'page' : undefined}
                {...(onGo && { onClick: onGo })}
              >
                <span lang={language} className={styles.title}>
                  {sectionTitle(section, language, consultation.originalLanguage)}
                </span>
                <SectionMarks counts={section.counts} />
              </Link>
              {isCurrent && (
                <>
                  <span className={styles.progress}>
                    <ReadSoFar whereabouts={whereabouts} />
                  </span>
                  <Headings {...{ headings: inside, language, whereabouts }} {...(onGo && { onGo })} />
                </>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function Headings({
  headings,
  language,
  whereabouts,
  onGo,
}: Pick<SectionOutlineProps, 'headings' | 'language' | 'whereabouts' | 'onGo'>) {
  const { heading } = useStore(whereabouts);
  const here = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const outline = here.current?.closest('nav');
    if (outline) keepInView(outline);
  }, [heading]);
  if (headings.length === 0) return null;
  return (
    <ol ref={here} className={styles.headings} lang={language}>
      {headings.map(({ blockId, level, text }) => (
        <li key={blockId} data-level={level}>
          <a
            href={`#${blockId}`}
            className={styles.heading}
            aria-current={heading === blockId ? 'location' : undefined}
            {...(onGo && { onClick: onGo })}
          >
            {text}
          </a>
        </li>
      ))}
    </ol>
  );
}

/** Scrolls the contents, never the page, so that the heading one reads stays visible in them. */
function keepInView(outline: HTMLElement): void {
  const scroller = outline.parentElement;
  const current =
    outline.querySelector('[aria-current="location"]') ?? outline.querySelector('[aria-current="page"]');
  if (!scroller || !current) return;
  const box = scroller.getBoundingClientRect();
  const { top, bottom } = current.getBoundingClientRect();
  if (top < box.top + 40) scroller.scrollTop -= box.top + 40 - top;
  if (bottom > box.bottom - 40) scroller.scrollTop += bottom - (box.bottom - 40);
}

/** Facts in a whisper: comments that are open, decided, and my organisation's own. */
function SectionMarks({ counts }: { readonly counts: SectionHead['counts'] }) {
  const t = useText();
  const marks: readonly [keyof SectionHead['counts'] & ('open' | 'decided' | 'mine'), IconName][] = [
    ['open', 'comment'],
    ['decided', 'check'],
    ['mine', 'pencil'],
  ];
  return (
    <span className={styles.marks}>
      {marks.map(([kind, icon]) =>
        counts[kind] === 0 ? null : (
          <span
            key={kind}
            className={styles[kind]}
            title={t(`profiles.outline.${kind}`, { count: counts[kind] })}
          >
            <Icon name={icon} size={12} />
            <span aria-hidden="true">{counts[kind]}</span>
            <VisuallyHidden>{t(`profiles.outline.${kind}`, { count: counts[kind] })}</VisuallyHidden>
          </span>
        ),
      )}
    </span>
  );
}
