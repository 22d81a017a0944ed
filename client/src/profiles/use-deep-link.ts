import { useApolloClient } from '@apollo/client/react';
import { CommentByIdDocument, SectionTextDocument } from '@concord/schema';
import { blockTexts } from '@concord/document/model';
import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { commentHref, readingHref, useOpenConsultation } from '../comments';
import type { PlacedComment, SectionHead } from '../comments';
import { useText } from '../i18n/provider';
import { useToast } from '../ui/toast';
import { blockById } from './positions';

type DeepLink = {
  readonly root: RefObject<HTMLElement | null>;
  readonly content: unknown;
  /** Text and comments of the section are there. */
  readonly ready: boolean;
  readonly placed: readonly PlacedComment[];
  readonly openComment: (one: PlacedComment, focus?: boolean) => void;
  readonly section: SectionHead;
  readonly sections: readonly SectionHead[];
};

/** Addresses that mean a place: `#b-0094` a block, `?comment=…` a comment; either may be in another section. */
export function useDeepLink({
  root,
  content,
  ready,
  placed,
  openComment,
  section,
  sections,
}: DeepLink): void {
  const t = useText();
  const toast = useToast();
  const client = useApolloClient();
  const consultation = useOpenConsultation();
  const [query] = useSearchParams();
  const [, navigate] = useLocation();
  const wanted = query.get('comment');
  const followed = useRef<string | null>(null);

  useEffect(() => {
    if (!ready || wanted === null || followed.current === wanted) return;
    followed.current = wanted;
    const here = placed.find(({ comment }) => comment.id === wanted);
    if (here) return openComment(here, true);
    const look = async () => {
      const { data } = await client.query({ query: CommentByIdDocument, variables: { id: wanted } });
      const comment = data?.comment;
      if (!comment) return toast({ text: t('profiles.commentNotFound') });
      if (comment.section.id === section.id) {
        return document.getElementById('gone-comments')?.scrollIntoView({ block: 'center' });
      }
      followed.current = null;
      navigate(commentHref(consultation, comment), { replace: true });
    };
    look().catch(() => {
      // Without a connection the link is followed by the next change that brings one.
      followed.current = null;
    });
  }, [ready, wanted, placed, openComment, client, consultation, section.id, navigate, toast, t]);

  const latest = useRef({ section, sections });
  useEffect(() => {
    latest.current = { section, sections };
  });
  useEffect(() => {
    if (!ready) return;
    const follow = () => {
      const id = decodeURIComponent(window.location.hash.slice(1));
      if (id === '' || !root.current) return;
      const block = blockById(root.current, id) ?? document.getElementById(id);
      if (block) return arriveAt(block);
      const others = latest.current.sections.filter(({ key }) => key !== latest.current.section.key);
      void goElsewhere(id, others);
    };
    const goElsewhere = async (id: string, others: readonly SectionHead[]) => {
      const found = await sectionWith(id, others).catch(() => null);
      if (found) navigate(`${readingHref(consultation.slug, found.key)}#${id}`, { replace: true });
    };
    /** A reference to a table of another chapter: its section is looked for, one after the other. */
    const sectionWith = async (blockId: string, others: readonly SectionHead[]) => {
      for (const other of others) {
        const { data } = await client.query({
          query: SectionTextDocument,
          variables: { id: other.id, language: consultation.originalLanguage },
        });
        const blocks = data?.section?.variant ? blockTexts(data.section.variant.content) : [];
        if (blocks.some(({ id }) => id === blockId)) return other;
      }
      return null;
    };
    // Whoever began to write while the comments were still coming is not called away.
    if (document.activeElement?.closest('form, [role="dialog"]') == null) follow();
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
    // Once per section and language, when its text is there; later hashes come as events.
  }, [ready, section.id, root, client, consultation.slug, consultation.originalLanguage, navigate]);

  // Leaving a place that was marked: the mark goes with the next text.
  useEffect(() => () => unmark(), [content]);
}

function arriveAt(block: HTMLElement): void {
  unmark();
  block.setAttribute('data-arrived', '');
  block.scrollIntoView({ block: 'start' });
  block.focus({ preventScroll: true });
}

function unmark(): void {
  document.querySelectorAll('[data-arrived]').forEach((element) => element.removeAttribute('data-arrived'));
}
