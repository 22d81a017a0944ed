import { useQuery } from '@apollo/client/react';
import { fits, limits, openStatuses, silenceHours } from '@concord/consultation';
import { CommentsDocument, OpenSilenceRoundDocument } from '@concord/schema';
import { useId, useState } from 'react';
import { FailureNotice, newKey, useOpenConsultation, useSending, useUnsentText } from '../comments';
import { useLocale, useText } from '../i18n/provider';
import { Button } from '../ui/button';
import { Checkbox, RadioGroup } from '../ui/choice';
import { Dialog } from '../ui/dialog';
import { TextArea, TextField } from '../ui/field';
import { focusFirstWrong } from '../ui/first-wrong';
import { Form } from '../ui/form';
import { Icon } from '../ui/icon';
import { Skeleton } from '../ui/progress';
import { useToast } from '../ui/toast';
import styles from './rounds.module.css';

type SilenceDialogProps = {
  /** Comments that wait in a silence round already. */
  readonly waiting: ReadonlySet<string>;
  readonly onClose: () => void;
  readonly onChanged: () => void;
};

/** Choose what shall stand by silence: as proposed, or noted with a reason. Nothing happens before the deadline. */
export function SilenceDialog({ waiting, onClose, onChanged }: SilenceDialogProps) {
  const t = useText();
  const { locale } = useLocale();
  const toast = useToast();
  const { send, busy, failure } = useSending();
  const { id: consultationId } = useOpenConsultation();
  const [key] = useState(newKey);
  const [hours, setHours] = useState('72');
  const [disposition, setDisposition] = useState<'accepted' | 'noted'>('accepted');
  const { value: reason, change: setReason, forget } = useUnsentText('silence');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [tried, setTried] = useState(false);
  const errorId = useId();
  const { data, loading, fetchMore } = useQuery(CommentsDocument, {
    variables: { consultationId, first: 100, filter: { statuses: [...openStatuses] } },
    fetchPolicy: 'network-only',
  });
  const open = (data?.comments?.edges ?? []).flatMap(({ node }) => (waiting.has(node.id) ? [] : [node]));
  const fitting = open.filter(({ proposal }) => disposition === 'noted' || proposal !== null);
  const wanted = fitting.filter(({ id }) => chosen.has(id));
  const editorial = fitting.filter(({ type }) => type === 'editorial');

  const count = Number(hours);
  const wrong = {
    hours: !(Number.isInteger(count) && count >= silenceHours.min && count <= silenceHours.max),
    reason: disposition === 'noted' && fits(reason, limits.reason) === 'too_short',
    nothing: wanted.length === 0,
  };
  const said = (what: keyof typeof wrong) =>
    tried && wrong[what] ? t(`rounds.silence.wrong.${what}`, silenceHours) : undefined;
  const end = data?.comments?.pageInfo.hasNextPage ? data.comments.pageInfo.endCursor : null;

  const toggle = (id: string, on: boolean) =>
    setChosen((before) => new Set([...before].filter((one) => one !== id).concat(on ? [id] : [])));
  const start = async () => {
    setTried(true);
    if (wrong.hours || wrong.reason || wrong.nothing) return focusFirstWrong();
    if (busy) return;
    const input = {
      key,
      consultationId,
      hours: count,
      items: wanted.map(({ id }) => ({
        commentId: id,
        disposition,
        reason: disposition === 'noted' ? reason : null,
      })),
    };
    const outcome = await send(OpenSilenceRoundDocument, { input }, (answer) => answer.openSilenceRound);
    if ('failure' in outcome) return;
    forget();
    toast({ text: t('rounds.silence.done'), meaning: 'agreed' });
    onChanged();
    onClose();
  };

  return (
    <Dialog
      open
      size="large"
      title={t('rounds.silence.title')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button look="primary" busy={busy} onClick={() => void start()}>
            {t('rounds.silence.start', { count: wanted.length })}
          </Button>
        </>
      }
    >
      <p className={styles.explain}>{t('rounds.silence.explain')}</p>
      <Form onSubmit={() => void start()}>
        <TextField
          type="number"
          min={silenceHours.min}
          max={silenceHours.max}
          label={t('rounds.silence.hours')}
          value={hours}
          onChange={setHours}
          error={said('hours') ?? (failure?.field === 'hours' ? failure.message : undefined)}
        />
        <RadioGroup
          label={t('rounds.silence.disposition')}
          value={disposition}
          onChange={setDisposition}
          choices={(['accepted', 'noted'] as const).map((value) => ({
            value,
            label: t(`vocabulary.disposition.${value}`),
          }))}
        />
        {disposition === 'noted' && (
          <TextArea
            required
            rows={2}
            limit={5_000}
            label={t('rounds.silence.reason')}
            value={reason}
            onChange={setReason}
            error={said('reason')}
          />
        )}
        <fieldset className={styles.choices} aria-describedby={said('nothing') && errorId}>
          <legend>{t('rounds.silence.comments')}</legend>
          {said('nothing') && (
            <span id={errorId} className={styles.wrong}>
              <Icon name="refused" size={14} /> {said('nothing')}
            </span>
          )}
          {editorial.length > 0 && (
            <Button
              size="small"
              onClick={() => setChosen((before) => new Set([...before, ...editorial.map(({ id }) => id)]))}
            >
              {t('rounds.silence.allEditorial', { count: editorial.length })}
            </Button>
          )}
          {loading && !data ? (
            <Skeleton lines={4} />
          ) : fitting.length === 0 ? (
            <p className={styles.quiet}>{t('rounds.silence.nothingOpen')}</p>
          ) : (
            fitting.map((comment) => (
              <Checkbox
                key={comment.id}
                label={t('rounds.silence.choice', {
                  number: comment.number ?? 0,
                  organisation: comment.organisation.abbreviation[locale],
                  type: t(`vocabulary.type.${comment.type}`),
                })}
                description={shortened(comment.proposal ?? comment.body)}
                checked={chosen.has(comment.id)}
                onChange={(on) => toggle(comment.id, on)}
              />
            ))
          )}
          {end !== null && (
            <Button
              size="small"
              busy={loading}
              onClick={() => void fetchMore({ variables: { after: end } }).catch(() => undefined)}
            >
              {t('comments.page.more')}
            </Button>
          )}
        </fieldset>
      </Form>
      {failure?.field !== 'hours' && <FailureNotice failure={failure} />}
    </Dialog>
  );
}

const shortened = (text: string): string => (text.length > 140 ? `${text.slice(0, 140)}…` : text);
