import type { TriageFilter } from '@concord/schema';
import { useMemo } from 'react';
import { useText } from '../i18n/provider';
import { useViewer } from '../platform/session';
import { Select } from '../ui/field';

const cares = ['all', 'mine', 'unassigned', 'asked'] as const;
/** Which comments a moderator looks at, by who takes care of them. */
export type Care = (typeof cares)[number];

/** From the word in the address; an unknown one means all. */
export function useCare(word: string | null): { readonly care: Care; readonly triage: TriageFilter } {
  const viewer = useViewer();
  const care = cares.find((one) => one === word) ?? 'all';
  const personId = viewer?.person.id ?? null;
  const triage = useMemo<TriageFilter>(() => {
    if (care === 'mine') return { assigneeId: personId };
    if (care === 'unassigned') return { unassigned: true };
    return care === 'asked' ? { asked: true } : {};
  }, [care, personId]);
  return { care, triage };
}

type CareFilterProps = { readonly care: Care; readonly onChange: (care: Care) => void };

export function CareFilter({ care, onChange }: CareFilterProps) {
  const t = useText();
  return (
    <Select
      label={t('moderation.view')}
      labelHidden
      value={care}
      onChange={onChange}
      options={cares.map((value) => ({ value, label: t(`moderation.view.${value}`) }))}
    />
  );
}
