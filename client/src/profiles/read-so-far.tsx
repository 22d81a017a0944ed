import { useStore } from '../platform/store';
import type { Store } from '../platform/store';
import type { Whereabouts } from './use-reading-place';

type ReadSoFarProps = {
  readonly whereabouts: Store<Whereabouts>;
  readonly className?: string | undefined;
};

/** A line as long as what has been read of the section. */
export function ReadSoFar({ whereabouts, className }: ReadSoFarProps) {
  const { percent } = useStore(whereabouts);
  return <span className={className} aria-hidden="true" style={{ inlineSize: `${percent}%` }} />;
}
