import type { LossLedger } from './losses.js';
import type { XmlElement } from './xml.js';
import { child, childFlag, childValue, innerText } from './xml.js';

/** Galleries whose contents are made from the text itself. */
const MADE_FROM_TEXT = /^table of (contents|figures)$/iu;

/**
 * A content control (`w:sdt`) is only a frame around its contents, unless it shows a prompt ("Click here to
 * enter text") or a table of contents. Those are entered as losses, and the answer is true.
 */
export function isDroppedControl(control: XmlElement, losses: LossLedger): boolean {
  const properties = child(control, 'w:sdtPr');
  const part = child(properties, 'w:docPartObj') ?? child(properties, 'w:docPartList');
  const gallery = childValue(part, 'w:docPartGallery') ?? '';
  if (MADE_FROM_TEXT.test(gallery)) {
    losses.add('table_of_contents', gallery);
    return true;
  }
  if (childFlag(properties, 'w:showingPlcHdr') === true) {
    losses.add('form_field', innerText(control));
    return true;
  }
  return false;
}
