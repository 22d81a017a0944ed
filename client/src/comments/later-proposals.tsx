import type { CommentFieldsFragment as Comment } from '@concord/schema';
import { Suspense } from 'react';
import { lazyPage } from '../i18n/lazy-page';
import { Skeleton } from '../ui/progress';
import { later } from './later';
import type { BlockProposalProps } from './proposing/block-proposal';
import type { DecidedBlockProps } from './proposing/decided-block';
import type { ProposalPartProps } from './proposing/proposal-part';
import type { SuggestEditorProps } from './proposing/suggest-editor';
import type { WordsProposalProps } from './proposing/words-proposal';

const words = 'comments/proposing';

/** What a comment asks of the text, as its author fills it in. */
export const ProposalPart = later<ProposalPartProps>(
  () => import('./proposing/proposal-part'),
  <Skeleton lines={2} />,
  words,
);
const readBlock = () => import('./proposing/block-proposal');
/** What is asked of a whole block, as it is read. */
export const BlockProposal = later<BlockProposalProps>(readBlock, <Skeleton lines={2} />, words);
/** The same, for a place that waits for it with all that stands below: buttons there would move under the hand. */
export const WaitedBlockProposal = lazyPage<BlockProposalProps>(readBlock, words);

/** Other words for a part of a paragraph, as they are read. */
export const WordsProposal = later<WordsProposalProps>(
  () => import('./proposing/words-proposal'),
  <Skeleton lines={2} />,
  words,
);

/** A paragraph typed over where it stands. */
export const SuggestEditor = later<SuggestEditorProps>(
  () => import('./proposing/suggest-editor'),
  <Skeleton lines={4} />,
  words,
);
/** What a decision did to a whole block. */
export const DecidedBlock = later<DecidedBlockProps>(
  () => import('./proposing/decided-block'),
  <Skeleton lines={2} />,
  words,
);

const Looks = lazyPage(() => import('./proposing/rich-body'));

/** What a comment says; its plain words while its looks are fetched, and where it has none. */
export function CommentBody({ comment, className }: CommentBodyProps) {
  const { rich, body, language } = comment;
  const plain = (
    <p className={className} lang={language}>
      {body}
    </p>
  );
  return rich ? (
    <Suspense fallback={plain}>
      <Looks content={rich} language={language} />
    </Suspense>
  ) : (
    plain
  );
}

type CommentBodyProps = {
  readonly comment: Pick<Comment, 'rich' | 'body' | 'language'>;
  readonly className?: string | undefined;
};
