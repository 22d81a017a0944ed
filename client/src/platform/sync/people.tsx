import { useEffect, useRef, useState, type CSSProperties } from 'react';
import { useText } from '../../i18n/provider';
import { initialsOf } from '../../ui/initials';
import { VisuallyHidden } from '../../ui/visually-hidden';
import { movesBetween, peopleOf, type Person, type Presence } from './presence';
import styles from './people.module.css';

/** Who else has the section open, at a glance and as words when somebody comes or leaves. */
export function People({ presence }: { readonly presence: Presence }) {
  const t = useText();
  const people = usePeople(presence);
  const before = useRef<readonly Person[]>([]);
  const [said, setSaid] = useState('');

  useEffect(() => {
    const { came, left } = movesBetween(before.current, people);
    before.current = people;
    const words = [
      ...came.map(({ name, organisation }) => t('sync.people.came', { name, organisation })),
      ...left.map(({ name, organisation }) => t('sync.people.left', { name, organisation })),
    ];
    if (words.length > 0) setSaid(words.join(' '));
  }, [people, t]);

  return (
    <>
      {people.length > 0 && (
        <ul className={styles.people} aria-label={t('sync.people')}>
          {people.map(({ clientId, name, organisation, colour }) => {
            const whole = t('sync.people.person', { name, organisation });
            return (
              <li key={clientId} className={styles.person} style={hue(colour)} title={whole}>
                <span className={styles.initials} aria-hidden="true">
                  {initialsOf(name)}
                </span>
                <VisuallyHidden>{whole}</VisuallyHidden>
              </li>
            );
          })}
        </ul>
      )}
      <span role="status">
        <VisuallyHidden>{said}</VisuallyHidden>
      </span>
    </>
  );
}

function usePeople(presence: Presence): readonly Person[] {
  const [people, setPeople] = useState<readonly Person[]>(() => peopleOf(presence.others()));
  useEffect(() => {
    // Cursors move all the time; the list changes only when somebody comes or leaves.
    const look = () => {
      const now = peopleOf(presence.others());
      setPeople((known) => (sameIds(known, now) ? known : now));
    };
    look();
    presence.on('change', look);
    return () => presence.off('change', look);
  }, [presence]);
  return people;
}

const sameIds = (one: readonly Person[], other: readonly Person[]): boolean =>
  one.length === other.length && one.every(({ clientId }, index) => clientId === other[index]?.clientId);

const hue = (colour: number): CSSProperties => ({ '--cursor-hue': (colour % 12) * 30 }) as CSSProperties;
