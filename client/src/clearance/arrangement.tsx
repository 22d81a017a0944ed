import { EndDeputyDocument, NameDeputyDocument, SetClearanceChainDocument } from '@concord/schema';
import { useRef, useState } from 'react';
import { FailureNotice, useMoment, useOpenConsultation, useSending } from '../comments';
import { useText } from '../i18n/provider';
import { useViewer } from '../platform/session';
import { Button } from '../ui/button';
import { Checkbox } from '../ui/choice';
import { StatusChip } from '../ui/chip';
import { DateField } from '../ui/date-field';
import { Select } from '../ui/field';
import { useFirstWrong } from '../ui/first-wrong';
import { Form } from '../ui/form';
import { useToast } from '../ui/toast';
import { dayIn, wholeDays } from '../platform/wall-time';
import type { ClearingDesk } from './drafts';
import styles from './clearing.module.css';

type ArrangementProps = { readonly desk: ClearingDesk; readonly onChanged: () => void };

/** Through whose hands drafts go, and who stands in for the clearing officer. Everybody of the organisation reads it. */
export function Arrangement({ desk, onChanged }: ArrangementProps) {
  const t = useText();
  return (
    <details className={styles.arrangement}>
      <summary>{t('clearance.arrangement')}</summary>
      <div className={styles.columns}>
        <Deputies desk={desk} onChanged={onChanged} />
        <Chain desk={desk} onChanged={onChanged} />
      </div>
    </details>
  );
}

function Deputies({ desk, onChanged }: ArrangementProps) {
  const t = useText();
  const { day, moment } = useMoment();
  const { send, failure } = useSending();
  const toast = useToast();
  const list = useRef<HTMLUListElement>(null);
  const end = async (id: string) => {
    const outcome = await send(EndDeputyDocument, { id }, (data) => data.endDeputy);
    if ('failure' in outcome) return;
    toast({ text: t('clearance.deputy.ended') });
    // The button goes; whoever pressed it stays with the list.
    list.current?.focus();
    onChanged();
  };
  return (
    <section className={styles.part}>
      <h2>{t('clearance.deputies')}</h2>
      {desk.deputies.length === 0 && <p>{t('clearance.deputies.none')}</p>}
      <ul ref={list} tabIndex={-1} className={styles.deputies}>
        {desk.deputies.map((deputy) => (
          <li key={deputy.id}>
            <strong>{deputy.deputy.name}</strong> {t('clearance.for', { name: deputy.officer.name })}
            <br />
            {t('clearance.deputy.period', { from: day(deputy.from), until: day(lastDay(deputy.until)) })}{' '}
            {deputy.active && <StatusChip plain meaning="agreed" label={t('clearance.deputy.active')} />}
            {deputy.endedAt !== null && (
              <span className={styles.note}>
                {t('clearance.deputy.endedAt', { moment: moment(deputy.endedAt) })}
              </span>
            )}
            {desk.mayArrange && deputy.endedAt === null && new Date(deputy.until) > new Date() && (
              <Button size="small" look="quiet" onClick={() => void end(deputy.id)}>
                {t('clearance.deputy.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <FailureNotice failure={failure} />
      {desk.mayArrange && <DeputyForm desk={desk} onChanged={onChanged} />}
    </section>
  );
}

/** A period ends with its last day, at the midnight after it: as it was typed. */
const lastDay = (until: string): string => new Date(Date.parse(until) - 1).toISOString();

function DeputyForm({ desk, onChanged }: ArrangementProps) {
  const t = useText();
  const { send, busy, failure } = useSending();
  const toast = useToast();
  const viewer = useViewer();
  const { id: consultationId, timeZone } = useOpenConsultation();
  const [deputyId, setDeputyId] = useState('');
  const [from, setFrom] = useState(() => dayIn(timeZone, 0));
  const [until, setUntil] = useState(() => dayIn(timeZone, 4));
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useFirstWrong(failure, form);
  const colleagues = desk.colleagues.filter(({ person }) => person.id !== viewer?.person.id);
  const missing = (day: string) => (tried && day === '' ? t('clearance.deputy.dayMissing') : undefined);

  const name = async () => {
    setTried(true);
    const days = wholeDays(from, until, timeZone);
    if (deputyId === '' || !days || busy) return;
    const input = { consultationId, deputyId, ...days };
    const outcome = await send(NameDeputyDocument, { input }, (data) => data.nameDeputy);
    if ('failure' in outcome) return;
    toast({ text: t('clearance.deputy.named'), meaning: 'agreed' });
    setDeputyId('');
    setTried(false);
    onChanged();
  };
  return (
    <Form ref={form} className={styles.form} onSubmit={() => void name()}>
      <Select
        label={t('clearance.deputy.who')}
        value={deputyId}
        onChange={setDeputyId}
        options={[
          { value: '', label: t('clearance.deputy.choose') },
          ...colleagues.map(({ person }) => ({ value: person.id, label: person.name })),
        ]}
        error={tried && deputyId === '' ? t('clearance.deputy.missing') : undefined}
      />
      <div className={styles.dates}>
        <DateField
          label={t('clearance.deputy.from')}
          value={from}
          onChange={setFrom}
          required
          error={missing(from)}
        />
        <DateField
          label={t('clearance.deputy.until')}
          value={until}
          onChange={setUntil}
          required
          error={missing(until) ?? (failure?.field === 'until' ? failure.message : undefined)}
        />
      </div>
      {failure?.field !== 'until' && <FailureNotice failure={failure} />}
      <Button type="submit" busy={busy}>
        {t('clearance.deputy.name')}
      </Button>
    </Form>
  );
}

function Chain({ desk, onChanged }: ArrangementProps) {
  const t = useText();
  const { send, busy, failure } = useSending();
  const toast = useToast();
  const { id: consultationId } = useOpenConsultation();
  const [focalPoints, setFocalPoints] = useState(() => desk.focalPoints.map(({ id }) => id));
  const [legalUnit, setLegalUnit] = useState(() => desk.legalUnit.map(({ id }) => id));
  // What a colleague has arranged meanwhile stands; the button that saved it keeps the focus.
  const arranged = [desk.focalPoints, desk.legalUnit].map((step) => step.map(({ id }) => id)).join('|');
  const [shown, setShown] = useState(arranged);
  if (shown !== arranged) {
    setShown(arranged);
    setFocalPoints(desk.focalPoints.map(({ id }) => id));
    setLegalUnit(desk.legalUnit.map(({ id }) => id));
  }
  const save = async () => {
    const input = { consultationId, focalPoints, legalUnit };
    const outcome = await send(SetClearanceChainDocument, { input }, (data) => data.setClearanceChain);
    if ('failure' in outcome) return;
    toast({ text: t('clearance.chain.saved'), meaning: 'agreed' });
    onChanged();
  };
  const people = (chosen: readonly string[], change: (ids: string[]) => void, step: string) => (
    <fieldset className={styles.people} disabled={!desk.mayArrange}>
      <legend>{t(`clearance.step.${step}`)}</legend>
      {desk.colleagues.map(({ person }) => (
        <Checkbox
          key={person.id}
          label={person.name}
          checked={chosen.includes(person.id)}
          onChange={(on) => change(on ? [...chosen, person.id] : chosen.filter((id) => id !== person.id))}
        />
      ))}
    </fieldset>
  );
  return (
    <section className={styles.part}>
      <h2>{t('clearance.chain')}</h2>
      <p>{t('clearance.chain.explain')}</p>
      {people(focalPoints, setFocalPoints, 'focal_point')}
      {people(legalUnit, setLegalUnit, 'legal_unit')}
      <FailureNotice failure={failure} />
      {desk.mayArrange && (
        <Button busy={busy} onClick={() => void save()}>
          {t('clearance.chain.save')}
        </Button>
      )}
    </section>
  );
}
