import { useText } from '../../i18n/provider';
import { RadioGroup } from '../../ui/choice';
import { askedViews } from './rows';
import type { AskedView } from './rows';

type ViewSwitchProps = { readonly view: AskedView; readonly onChange: (view: AskedView) => void };

/** The text before, what is asked of it, the text with marks if it were accepted, and without. */
export function ViewSwitch({ view, onChange }: ViewSwitchProps) {
  const t = useText();
  return (
    <RadioGroup
      label={t('proposing.view')}
      labelHidden
      layout="segments"
      value={view}
      onChange={onChange}
      choices={askedViews.map((value) => ({ value, label: t(`proposing.view.${value}`) }))}
    />
  );
}
