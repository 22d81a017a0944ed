import { dispositionFacts, limits, needsReason, needsReasonCode, reasonCodes } from '@concord/consultation';
import { DecideDocument } from '@concord/schema';
import type { CommentFieldsFragment as Comment } from '@concord/schema';
import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { useLocale, useText } from '../../i18n/provider';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { RadioGroup } from '../../ui/choice';
import { Select, TextArea } from '../../ui/field';
import { Form } from '../../ui/form';
import { useToast } from '../../ui/toast';
import { Quote } from '../anchor-note';
import DeferralFields from './deferral-fields';
import {
  blankDecision,
  defers,
  dispositionsFor,
  issuesOf,
  storedDecision,
  wordingOf,
} from './decision-draft';
import type { DecisionIssue } from './decision-draft';
import { FailureNotice } from '../failure-notice';
import { BlockProposal } from '../later-proposals';
import { askedOf } from '../proposing/asked';
import { newKey } from '../key';
import { useSending } from '../send';
import { fetchComment } from '../use-comment';
import { useUnsent } from '../use-unsent';
import type { Surroundings } from '../surroundings';
import { WordingView } from '../wording-view';
import { reworded } from '../with-wording';
import { audienceWords } from '../words';
import styles from '../act-form.module.css';

type DecisionFormProps = {
  readonly comment: Comment;
  /** The paragraph around the words, as it stands, for the preview. */
  readonly around?: Surroundings;
  readonly onClose?: () => void;
  readonly onDecided?: () => void;
};

/** A moderator's decision, with the text as it will be and who will read it. */
export default function DecisionForm({ comment, around, onClose, onDecided }: DecisionFormProps) {
  const t = useText();
  const { locale } = useLocale();
  const toast = useToast();
  const { send, busy, failure } = useSending();
  const client = useApolloClient();
  const [blank] = useState(() => blankDecision(newKey(), comment));
  const { value: draft, change, forget } = useUnsent(`decide/${comment.id}`, blank, storedDecision);
  const [tried, setTried] = useState(false);
  /** The words that the moderator decides on; when they turn out to be others, the form asks again. */
  const [seen, setSeen] = useState(() => seenIn(comment));
  // Until something is chosen nobody has decided on any.
  if (draft.disposition === null && seen.words !== comment.anchor.words) setSeen(seenIn(comment));

  const issues = issuesOf(draft, comment);
  const issue = (...among: DecisionIssue[]) => {
    const found = tried ? issues.find((one) => among.includes(one)) : undefined;
    return found && t(`comments.problem.${found}`);
  };
  const wording = wordingOf(draft, { ...comment, anchor: { ...comment.anchor, words: seen.words } });
  const takesOwn = draft.disposition !== null && dispositionFacts[draft.disposition].wording === 'own';
  const gone = comment.anchor.status === 'orphaned';
  const asked = gone ? null : askedOf(comment);
  const asIs = draft.disposition !== null && dispositionFacts[draft.disposition].wording === 'proposal';
  const ofBlock =
    asked && (asIs ? asked : asked.kind === 'paragraph' && wording !== null ? { ...asked, wording } : null);

  const decide = async () => {
    setTried(true);
    if (issues.length > 0 || busy || draft.disposition === null) return;
    const outcome = await send(
      DecideDocument,
      {
        input: {
          key: draft.key,
          outcomes: [
            {
              commentId: comment.id,
              disposition: draft.disposition,
              reason: draft.reason.trim() || null,
              reasonCode: draft.reasonCode,
              wording,
              seenWords: seen.words,
              deferral: defers(draft.disposition) ? (draft.deferral?.given ?? null) : null,
            },
          ],
        },
      },
      (data) => data.decide,
    );
    if ('done' in outcome) {
      forget();
      toast({ text: t('acts.decide.done'), meaning: 'agreed' });
      onDecided?.();
      onClose?.();
      return;
    }
    const { code } = outcome.failure;
    if (code !== 'STALE_TEXT' && code !== 'ALREADY_DECIDED') return;
    const fresh = await fetchComment(client, comment.id);
    // The same key with other words would be another decision under an old name.
    if (code === 'STALE_TEXT') change({ ...draft, key: newKey() });
    if (fresh) setSeen(seenIn(fresh));
  };

  // Told by the refusal, or live before anything was sent: the form gives way, what was written does not.
  if (failure?.code === 'ALREADY_DECIDED' || (!comment.may.decide && !busy)) {
    return (
      <Banner
        tone="changed"
        title={t('acts.decide.overtaken')}
        live
        {...(onClose && {
          action: (
            <Button size="small" onClick={onClose}>
              {t('ui.close')}
            </Button>
          ),
        })}
      >
        {t('acts.decide.already')}
        {[draft.reason, takesOwn && draft.wording !== blank.wording ? draft.wording : ''].map(
          (yours, index) =>
            yours !== '' && (
              <p key={index}>
                {t('acts.decide.yours')} <q>{yours}</q>
              </p>
            ),
        )}
      </Banner>
    );
  }
  return (
    <Form className={styles.form} onSubmit={() => void decide()}>
      <RadioGroup
        label={t('acts.decide.disposition')}
        layout="row"
        value={draft.disposition}
        onChange={(disposition) => change({ ...draft, disposition })}
        choices={dispositionsFor(comment).map((value) => ({
          value,
          label: t(`vocabulary.disposition.${value}`),
        }))}
        error={issue('choose')}
      />
      {gone && <p className={styles.who}>{t('acts.decide.gone')}</p>}
      {takesOwn && !gone && (
        <TextArea
          label={t('acts.decide.wording')}
          description={t('acts.decide.wording.help')}
          value={draft.wording}
          onChange={(text) => change({ ...draft, wording: text })}
          lang={comment.target.language}
          limit={limits.proposal.max}
          serif
          rows={3}
          error={issue('wording_same_as_proposal')}
        />
      )}
      {draft.disposition !== null && needsReasonCode(draft.disposition) && (
        <Select
          label={t('acts.decide.reasonCode')}
          value={draft.reasonCode ?? ''}
          onChange={(value) =>
            change({ ...draft, reasonCode: reasonCodes.find((code) => code === value) ?? null })
          }
          options={[
            { value: '', label: t('acts.decide.reasonCode.choose') },
            ...reasonCodes.map((value) => ({
              value: value as string,
              label: t(`vocabulary.reason.${value}`),
            })),
          ]}
          error={issue('reason_code_required')}
        />
      )}
      {draft.disposition !== null && defers(draft.disposition) && (
        <DeferralFields
          disposition={draft.disposition}
          value={draft.deferral}
          onChange={(deferral) => change({ ...draft, deferral })}
          tried={tried}
        />
      )}
      <p className={styles.who}>
        {t('acts.decide.who', {
          organisation: comment.organisation.name[locale],
          audience: audienceWords(t, comment.visibility, comment.organisation.name[locale]),
        })}
      </p>
      <TextArea
        label={t('acts.decide.reason')}
        optional={draft.disposition === null || !needsReason(draft.disposition)}
        value={draft.reason}
        onChange={(reason) => change({ ...draft, reason })}
        lang={locale}
        limit={limits.reason.max}
        rows={3}
        error={issue('reason_required', 'reason_too_long')}
      />
      <div className={styles.preview} role="group" aria-label={t('acts.decide.preview')}>
        <h4>{t('acts.decide.preview')}</h4>
        {ofBlock ? (
          <BlockProposal asked={ofBlock} language={comment.target.language} views />
        ) : wording === null ? (
          <p className={styles.who}>{t('acts.decide.textStays')}</p>
        ) : (
          <WordingView
            {...(around && around.words === seen.words
              ? reworded(around, wording)
              : { before: seen.words ?? '', after: wording })}
            language={comment.target.language}
          />
        )}
      </div>
      {failure?.code === 'STALE_TEXT' ? (
        <Banner tone="changed" title={t('acts.decide.stale')} live>
          <Quote language={comment.target.language}>{seen.words ?? ''}</Quote>
        </Banner>
      ) : (
        <FailureNotice failure={failure} />
      )}
      <div className={styles.actions}>
        {onClose && (
          <Button size="small" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
        )}
        <Button size="small" look="primary" type="submit" busy={busy}>
          {t(wording === null && !ofBlock ? 'acts.decide' : 'acts.decide.apply')}
        </Button>
      </div>
    </Form>
  );
}

function seenIn({ anchor }: Comment): { words: string | null } {
  return { words: anchor.words };
}
