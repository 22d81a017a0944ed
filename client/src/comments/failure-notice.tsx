import { Banner } from '../ui/banner';
import type { Failure } from './send';

/** What happened, what is safe, what to do; beside the form, never instead of it. */
export function FailureNotice({ failure }: { readonly failure: Failure | null }) {
  if (!failure) return null;
  return (
    <Banner tone={failure.code === 'UNREACHABLE' ? 'waiting' : 'refused'} live>
      {failure.message}
    </Banner>
  );
}
