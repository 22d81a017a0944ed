import type { WebhookDeliveryFieldsFragment as Delivery } from '@concord/schema';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useText } from '../../i18n/provider';
import { describeFailure } from '../../platform/refused';
import { Banner } from '../../ui/banner';

type Said = { readonly tone: 'agreed' | 'refused'; readonly text: string };
type Refusal = { readonly message?: string } | null | undefined;

/** What came of something that was asked for, said where it was asked for. */
export function useSaid(): {
  readonly said: ReactNode;
  readonly attempt: (work: () => Promise<Said | null>) => Promise<void>;
  readonly refused: (refusal: Refusal) => Said;
  readonly went: (delivery: Delivery, what: 'test' | 'resend') => Said;
} {
  const t = useText();
  const [said, setSaid] = useState<Said | null>(null);
  return {
    said: said && (
      <Banner tone={said.tone} live>
        {said.text}
      </Banner>
    ),
    attempt: async (work) => {
      setSaid(null);
      try {
        setSaid(await work());
      } catch (error) {
        setSaid({ tone: 'refused', text: describeFailure(error, t) });
      }
    },
    refused: (refusal) => ({ tone: 'refused', text: refusal?.message ?? t('platform.failed') }),
    went: ({ state, problem, status }, what) => {
      if (state === 'delivered') return { tone: 'agreed', text: t(`account.webhooks.${what}.arrived`) };
      const why = problem && t(`account.webhooks.problem.${problem}`, { status: status ?? 0 });
      return { tone: 'refused', text: t(`account.webhooks.${what}.failed`, { why: why ?? '' }) };
    },
  };
}
