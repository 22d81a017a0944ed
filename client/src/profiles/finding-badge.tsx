import { useText } from '../i18n/provider';
import { Icon } from '../ui/icon';

type FindingBadgeProps = {
  readonly finding: 'good_practice' | 'gap';
  readonly code?: string | null | undefined;
  readonly indicators?: readonly string[] | null | undefined;
};

/** What kind of finding a paragraph is, by icon and word; not part of the text that can be quoted. */
export function FindingBadge({ finding, code, indicators }: FindingBadgeProps) {
  const t = useText();
  return (
    <span data-outside="" className="document-finding-badge">
      <Icon name={finding === 'good_practice' ? 'agreed' : 'warning'} />
      <span>{t(`profiles.finding.${finding}`)}</span>
      {code && <span className="document-finding-code">{code}</span>}
      {indicators && indicators.length > 0 && (
        <span className="document-finding-code">
          {t('profiles.finding.indicators', { count: indicators.length, codes: indicators.join(', ') })}
        </span>
      )}
    </span>
  );
}
