import type { Styles, Toggles } from './styles.js';
import { toggles } from './styles.js';
import type { XmlElement } from './xml.js';
import { childValue } from './xml.js';

/** How a run of text looks in the end, as far as it can mean something. */
export type RunLook = {
  readonly bold: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly vertical: 'superscript' | 'subscript' | null;
  readonly hidden: boolean;
  readonly strike: boolean;
  readonly highlight: boolean;
  readonly font: string | undefined;
};

/**
 * Word's rule for toggles: what is written on the run decides; else style on style switches it (bold in a bold
 * paragraph style is upright), so the two styles are compared and not added.
 */
export function runLook(properties: XmlElement | undefined, styles: Styles, base: Toggles | null): RunLook {
  const direct = toggles([properties]);
  const style = styles.character(childValue(properties, 'w:rStyle'));
  const toggle = (name: 'bold' | 'italic' | 'hidden' | 'strike'): boolean =>
    direct[name] ?? (base?.[name] ?? false) !== (style[name] ?? false);
  const vertical = direct.vertical ?? style.vertical ?? base?.vertical;
  return {
    bold: toggle('bold'),
    italic: toggle('italic'),
    underline: direct.underline ?? style.underline ?? base?.underline ?? false,
    vertical: vertical === undefined || vertical === 'baseline' ? null : vertical,
    hidden: toggle('hidden'),
    strike: toggle('strike'),
    highlight: direct.highlight ?? style.highlight ?? false,
    font: direct.font ?? style.font ?? base?.font,
  };
}
