import { dispositionFacts, limits, needsReason, needsReasonCode, reasonCodes } from '@concord/consultation';
import { DecideDocument } from '@concord/schema';
import type { ChangeInput, LaneFieldsFragment as Lane, Locale } from '@concord/schema';
import { useState } from 'react';
import {
  askedOf,
  BlockProposal,
  DeferralPart,
  FailureNotice,
  newKey,
  OrganisationBadge,
  useSending,
  WordingView,
} from '../comments';
import type { Reworded } from '../comments';
import { useLocale, useText } from '../i18n/provider';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Select, TextArea } from '../ui/field';
import { focusFirstWrong } from '../ui/first-wrong';
import { comesIntoView } from '../ui/into-view';
import { useToast } from '../ui/toast';
import { choicesFor, defers, fateOf, isNarrower, issuesOf, outcomesOf, withFate } from './board-draft';
import type { BoardDraft } from './board-draft';
import styles from './board.module.css';

type DecisionDialogProps = {
  readonly draft: BoardDraft;
  readonly onChange: (draft: BoardDraft) => void;
  readonly lanes: readonly Lane[];
  /** The moderators' own wording, where the decision brings some. */
  readonly changes: readonly ChangeInput[];
  /** The paragraph as it will read; null = it stays. */
  readonly preview: (Reworded & { readonly language: Locale }) | null;
  /** Takes the compromise as it reads now; null while it is what is shown here. */
  readonly onRenew: (() => void) | null;
  readonly onClose: () => void;
  /** The decision is on its way, and then no longer. */
  readonly onSending: (sending: boolean) => void;
  readonly onDecided: (decisionId: string) => void;
  /** The words have changed: what is on screen is fetched anew. */
  readonly onStale: () => void;
};

/** The last page before a decision: the text as it will be, and what each organisation reads, with its reason. */
export function DecisionDialog(props: DecisionDialogProps) {
  const { draft, onChange, lanes, changes, preview, onRenew, onClose, onSending, onDecided, onStale } = props;
  const t = useText();
  const { locale } = useLocale();
  const { send, busy, failure } = useSending();
  const toast = useToast();
  const [tried, setTried] = useState(false);
  const { basis } = draft;
  const compromise = changes[0]?.wording ?? null;
  const issues = issuesOf(draft, lanes, compromise);
  const issueOf = (laneId: string, ...among: string[]) => {
    const found = tried && issues.find((one) => one.laneId === laneId && among.includes(one.issue));
    return found && found.issue !== 'deferral' ? t(`conflicts.problem.${found.issue}`) : undefined;
  };
  const general = tried ? issues.find(({ laneId }) => laneId === null)?.issue : undefined;
  if (basis === null) return null;
  // The paragraph above shows words; a block that goes elsewhere is said for itself.
  const moved = lanes.flatMap((lane) => {
    const asked = fateOf(draft, lane.id).disposition === 'accepted' ? askedOf(lane) : null;
    return asked?.kind === 'move' ? [{ lane, asked }] : [];
  });

  const decide = async () => {
    setTried(true);
    if (issues.length > 0) return focusFirstWrong();
    if (busy) return;
    onSending(true);
    const outcome = await send(
      DecideDocument,
      {
        input: {
          key: draft.key,
          outcomes: outcomesOf(draft, lanes),
          changes: basis === 'compromise' ? [...changes] : [],
        },
      },
      (data) => data.decide,
    );
    onSending(false);
    if ('done' in outcome) {
      toast({ text: t('conflicts.decide.done'), meaning: 'agreed' });
      onDecided(outcome.done.id);
      return;
    }
    // Whether it arrived is not known: then the same key asks for the same decision.
    if (outcome.failure.code !== 'UNREACHABLE') onChange({ ...draft, key: newKey() });
    if (outcome.failure.code === 'STALE_TEXT' || outcome.failure.code === 'ALREADY_DECIDED') onStale();
  };

  return (
    <Dialog
      open
      size="large"
      title={t('conflicts.decide.title')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button look="primary" busy={busy} onClick={() => void decide()}>
            {t(preview || moved.length > 0 ? 'conflicts.decide.apply' : 'conflicts.decide.record')}
          </Button>
        </>
      }
    >
      {onRenew && (
        <Banner
          tone="changed"
          live
          title={t('conflicts.renew')}
          action={<Button onClick={onRenew}>{t('conflicts.renew.action')}</Button>}
        >
          {t('conflicts.renew.explain')}
        </Banner>
      )}
      <section className={styles.finalText}>
        <h3>{t('conflicts.decide.text')}</h3>
        {preview ? (
          <WordingView {...preview} />
        ) : (
          moved.length === 0 && <p className={styles.quiet}>{t('conflicts.decide.textStays')}</p>
        )}
        {moved.map(({ lane, asked }) => (
          <BlockProposal key={lane.id} asked={asked} language={lane.target.language} />
        ))}
      </section>
      <ol className={styles.fates}>
        {lanes.map((lane) => {
          const fate = fateOf(draft, lane.id);
          const { disposition } = fate;
          const choices = choicesFor(basis, lane, lanes);
          const organisation = lane.organisation.name[locale];
          const chosen = lanes.find(({ id }) => basis === `lane:${id}`);
          return (
            <li key={lane.id} className={styles.fate}>
              <h3>
                <OrganisationBadge organisation={lane.organisation} /> {organisation}
              </h3>
              <Select
                label={t('conflicts.fate', { organisation })}
                labelHidden
                value={disposition}
                onChange={(value) => onChange(withFate(draft, lane.id, { disposition: value }))}
                options={choices.map((value) => ({
                  value,
                  label: value === 'leave' ? t('conflicts.leave') : t(`vocabulary.disposition.${value}`),
                }))}
              />
              {chosen && chosen !== lane && isNarrower(chosen, lane) && (
                <p className={styles.quiet}>
                  {t('conflicts.narrower', { chosen: chosen.organisation.name[locale] })}
                </p>
              )}
              {disposition !== 'leave' && needsReasonCode(disposition) && (
                <Select
                  label={t('conflicts.reasonCode')}
                  value={fate.reasonCode ?? ''}
                  onChange={(value) =>
                    onChange(
                      withFate(draft, lane.id, {
                        reasonCode: reasonCodes.find((code) => code === value) ?? null,
                      }),
                    )
                  }
                  options={[
                    { value: '', label: t('conflicts.reasonCode.choose') },
                    ...reasonCodes.map((code) => ({
                      value: code as string,
                      label: t(`vocabulary.reason.${code}`),
                    })),
                  ]}
                  error={issueOf(lane.id, 'reason_code_required')}
                />
              )}
              {disposition !== 'leave' && defers(disposition) && (
                <DeferralPart
                  disposition={disposition}
                  value={fate.deferral}
                  onChange={(deferral) => onChange(withFate(draft, lane.id, { deferral }))}
                  tried={tried}
                />
              )}
              {disposition !== 'leave' && (
                <TextArea
                  label={t('conflicts.reasonFor', { organisation })}
                  optional={!needsReason(disposition)}
                  value={fate.reason}
                  onChange={(reason) => onChange(withFate(draft, lane.id, { reason }))}
                  lang={locale}
                  limit={limits.reason.max}
                  rows={2}
                  error={issueOf(lane.id, 'reason_required', 'reason_too_long')}
                />
              )}
              <p className={styles.quiet}>
                {t(
                  disposition === 'leave'
                    ? 'conflicts.toldNothing'
                    : dispositionFacts[disposition].needsOther && basis === 'compromise'
                      ? 'conflicts.toldCompromise'
                      : 'conflicts.toldOutcome',
                  {
                    organisation,
                    outcome: disposition === 'leave' ? '' : t(`vocabulary.disposition.${disposition}`),
                  },
                )}
              </p>
            </li>
          );
        })}
      </ol>
      {general && general !== 'deferral' && (
        <div ref={comesIntoView}>
          <Banner tone="refused" live>
            {t(`conflicts.problem.${general}`)}
          </Banner>
        </div>
      )}
      <FailureNotice failure={failure} />
    </Dialog>
  );
}
