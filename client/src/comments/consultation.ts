import type { Locale, ReadingConsultationQuery } from '@concord/schema';
import { createContext, useContext } from 'react';

export type Consultation = NonNullable<ReadingConsultationQuery['consultation']>;
export type SectionHead = Consultation['sections'][number];

const ConsultationContext = createContext<Consultation | null>(null);
export const ConsultationProvider = ConsultationContext.Provider;

/** The consultation of this page. */
export function useOpenConsultation(): Consultation {
  const consultation = useContext(ConsultationContext);
  if (!consultation) throw new Error('outside of a consultation page');
  return consultation;
}

/** The title of a section in the wished language, else in the original one. */
export function sectionTitle(section: SectionHead, language: Locale, original: Locale): string {
  const inLanguage = (wanted: Locale) =>
    section.variants.find((variant) => variant.language === wanted)?.title;
  return inLanguage(language) ?? inLanguage(original) ?? section.variants[0]?.title ?? section.key;
}

export function readingHref(slug: string, sectionKey: string): string {
  return `/c/${slug}/${encodeURIComponent(sectionKey)}`;
}

/** The permanent address of a comment: it opens at its words. */
export function commentHref(
  consultation: Consultation,
  comment: { id: string; section: { id: string } },
): string {
  const section = consultation.sections.find(({ id }) => id === comment.section.id);
  return section
    ? `${readingHref(consultation.slug, section.key)}?comment=${encodeURIComponent(comment.id)}`
    : `/c/${consultation.slug}`;
}
