import { useStore } from '../platform/store';
import type { Store } from '../platform/store';
import type { Whereabouts } from './use-reading-place';
import styles from './read-so-far.module.css';

/** A line as long as what has been read of the section. */
export function ReadSoFar({ whereabouts }: { readonly whereabouts: Store<Whereabouts> }) {
  const { percent } = useStore(whereabouts);
  return <span className={styles.line} aria-hidden="true" style={{ scale: `${percent}% 1` }} />;
}
