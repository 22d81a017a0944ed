import { ExtendRoundDocument } from '@concord/schema';
import { useState } from 'react';
import { OrganisationBadge, useOpenConsultation, useSend } from '../comments';
import { useFormat } from '../i18n/format';
import { useLocale, useText } from '../i18n/provider';
import { useNow } from '../platform/now';
import { Button } from '../ui/button';
import { StatusChip } from '../ui/chip';
import { Panel } from '../ui/page';
import { Table } from '../ui/table';
import type { Meaning } from '../ui/meaning';
import { ReasonDialog } from './reason-dialog';
import type { Round } from './round';
import styles from './rounds.module.css';
import { fromWall, toWall, zoneName } from '../platform/wall-time';

type Row = NonNullable<Round['tracker']>[number];
/** What waits now is told of the round that runs. */
type Tracked = Omit<Row, 'openQuestions'> & Partial<Pick<Row, 'openQuestions'>>;
type TrackerProps = {
  readonly round: Round;
  readonly tracker: readonly Tracked[];
  readonly onChanged: () => void;
};

const meanings: Readonly<Record<Tracked['state'], Meaning>> = {
  answered: 'agreed',
  nil_return: 'agreed',
  working: 'waiting',
  silent: 'neutral',
};

/** How each organisation has responded, in official order: what it said itself, never what it has (ADR 9). */
export function Tracker({ round, tracker, onChanged }: TrackerProps) {
  const t = useText();
  const [extending, setExtending] = useState<Tracked | null>(null);
  return (
    <Panel title={t('rounds.tracker')} lead={t('rounds.tracker.lead')}>
      <Responses round={round} tracker={tracker} onExtend={setExtending} />
      {extending && (
        <ExtendDialog
          tracked={extending}
          deadline={extending.extendedTo ?? round.closesAt ?? ''}
          onClose={() => setExtending(null)}
          onChanged={onChanged}
        />
      )}
    </Panel>
  );
}

type ResponsesProps = {
  readonly round: Pick<Round, 'closesAt'>;
  readonly tracker: readonly Tracked[];
  /** Left out of a round that is over. */
  readonly onExtend?: (tracked: Tracked) => void;
};

/** The table of a tracker: of the round that runs, or of one that is over. */
export function Responses({ round, tracker, onExtend }: ResponsesProps) {
  const t = useText();
  const { locale } = useLocale();
  const now = useNow();
  const { timeZone } = useOpenConsultation();
  const format = useFormat(timeZone);
  const count = (state: Tracked['state']) => tracker.filter((one) => one.state === state).length;
  return (
    <>
      <ul className={styles.facts}>
        {(['answered', 'nil_return', 'working', 'silent'] as const).map((state) => (
          <li key={state}>
            <StatusChip
              plain
              meaning={meanings[state]}
              label={t('rounds.tracker.count', { state: t(`rounds.response.${state}`), count: count(state) })}
            />
          </li>
        ))}
      </ul>
      <div className={styles.tracker}>
        <Table caption={t('rounds.tracker.caption')} captionHidden align="middle">
          <thead>
            <tr>
              <th scope="col">{t('rounds.tracker.organisation')}</th>
              <th scope="col">{t('rounds.tracker.state')}</th>
              <th scope="col">{t('rounds.tracker.deadline')}</th>
              <th scope="col">{t('rounds.tracker.reminded')}</th>
              {onExtend && (
                <th scope="col">
                  <span className={styles.hidden}>{t('rounds.tracker.actions')}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {tracker.map((one) => (
              <tr key={one.organisation.id}>
                <th scope="row">
                  <span className={styles.organisation}>
                    <OrganisationBadge organisation={one.organisation} decorative />
                    <span>
                      {one.organisation.name[locale]}
                      {!one.clears && (
                        <span className={styles.flag}>
                          <StatusChip
                            plain
                            meaning="refused"
                            icon="warning"
                            label={t('rounds.tracker.noOfficer')}
                          />
                        </span>
                      )}
                    </span>
                  </span>
                </th>
                <td className={styles.state}>
                  <StatusChip plain meaning={meanings[one.state]} label={t(`rounds.response.${one.state}`)} />
                  {one.opinion && (
                    <div className={styles.quiet}>
                      {t(`rounds.opinion.${one.opinion.opinion}`)}
                      {one.opinion.conditions && `: ${one.opinion.conditions}`}
                    </div>
                  )}
                  {one.openQuestions ? (
                    <div>
                      <StatusChip
                        plain
                        meaning="waiting"
                        icon="clock"
                        label={t('rounds.tracker.openQuestions', { count: one.openQuestions })}
                      />
                    </div>
                  ) : null}
                </td>
                <td data-label={t('rounds.tracker.deadline')}>
                  {one.extendedTo ? (
                    <>
                      {format.dateTime(one.extendedTo)}
                      <div className={styles.quiet}>
                        {t('rounds.tracker.extended', { reason: one.extensionReason ?? '' })}
                      </div>
                    </>
                  ) : round.closesAt ? (
                    format.dateTime(round.closesAt)
                  ) : (
                    '–'
                  )}
                </td>
                <td
                  className={styles.reminded}
                  data-label={t('rounds.tracker.reminded')}
                  data-none={one.remindedAt === null || undefined}
                >
                  {one.remindedAt ? format.relative(one.remindedAt, now) : '–'}
                </td>
                {onExtend && (
                  <td className={styles.rowAction}>
                    {round.closesAt && (
                      <Button
                        size="small"
                        aria-label={t('rounds.extend.of', { name: one.organisation.name[locale] })}
                        onClick={() => onExtend(one)}
                      >
                        {t('rounds.extend.open')}
                      </Button>
                    )}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
    </>
  );
}

type ExtendDialogProps = {
  readonly tracked: Tracked;
  /** The one it has now. */
  readonly deadline: string;
  readonly onClose: () => void;
  readonly onChanged: () => void;
};

const THREE_DAYS = 3 * 86_400_000;

function ExtendDialog({ tracked, deadline, onClose, onChanged }: ExtendDialogProps) {
  const t = useText();
  const { locale } = useLocale();
  const send = useSend();
  const now = useNow();
  const { id: consultationId, timeZone } = useOpenConsultation();
  const later = new Date(Math.max(Date.parse(deadline), now) + THREE_DAYS).toISOString();
  const [until, setUntil] = useState(() => toWall(later, timeZone));
  const { organisation } = tracked;
  const name = organisation.name[locale];
  return (
    <ReasonDialog
      form={`extend/${organisation.id}`}
      title={t('rounds.extend.title', { name })}
      explain={t('rounds.extend.explain', { name, timeZone: zoneName(timeZone) })}
      label={t('rounds.extend.reason')}
      action={t('rounds.extend')}
      done={t('rounds.extend.done', { name })}
      onClose={onClose}
      onDone={onChanged}
      send={(reason) => {
        // What is no date is sent as one of long ago, and refused with the right sentence.
        const closesAt = fromWall(until, timeZone) ?? new Date(0).toISOString();
        const input = { consultationId, organisationId: organisation.id, closesAt, reason };
        return send(ExtendRoundDocument, { input }, (data) => data.extendRound);
      }}
      deadline={{ label: t('rounds.extend.until'), value: until, onChange: setUntil }}
    />
  );
}
