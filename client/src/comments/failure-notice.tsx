import { Banner } from '../ui/banner';
import { comesIntoView } from '../ui/into-view';
import type { Failure } from './send';

/** What happened, what is safe, what to do; beside the form, never instead of it. */
export function FailureNotice({ failure }: { readonly failure: Failure | null }) {
  if (!failure) return null;
  return (
    <div ref={comesIntoView}>
      <Banner tone={failure.code === 'UNREACHABLE' ? 'waiting' : 'refused'} live>
        {failure.message}
      </Banner>
    </div>
  );
}
