import type { LossLedger } from './losses.js';
import type { XmlElement } from './xml.js';
import { child } from './xml.js';

const SHAPES = new Set(['wps:wsp', 'v:shape', 'v:rect', 'v:roundrect', 'v:oval', 'v:line', 'v:polyline']);

/**
 * A drawing, old or new: the texts of its boxes are handed back, everything else is entered as lost, once per
 * drawing.
 */
export function readDrawing(drawing: XmlElement, losses: LossLedger): XmlElement[] {
  const textBoxes: XmlElement[] = [];
  const seen = new Set<string>();
  const look = (element: XmlElement): void => {
    for (const inner of visibleChildren(element)) {
      if (inner.name === 'w:txbxContent') {
        textBoxes.push(inner);
        continue;
      }
      if (inner.name === 'c:chart' || inner.name === 'dgm:relIds' || inner.name === 'o:OLEObject')
        seen.add(inner.name);
      if (inner.name === 'a:blip' || inner.name === 'v:imagedata') seen.add('picture');
      if (SHAPES.has(inner.name)) seen.add('shape');
      look(inner);
    }
  };
  look(drawing);

  const example = description(drawing);
  if (seen.has('o:OLEObject') || drawing.name === 'w:object') losses.add('embedded_object', example);
  else if (seen.has('c:chart')) losses.add('chart', example);
  else if (seen.has('dgm:relIds')) losses.add('diagram', example);
  else if (seen.has('picture')) losses.add('picture', example);
  else if (textBoxes.length === 0) losses.add('drawing', example);
  return textBoxes;
}

/** Newer Word writes a thing twice, for new and for old programs; reading both would double the text. */
export function visibleChildren(element: XmlElement): readonly XmlElement[] {
  if (!element.children.some((inner) => inner.name === 'mc:AlternateContent')) return element.children;
  return element.children.flatMap((inner) =>
    inner.name === 'mc:AlternateContent' ? alternative(inner) : [inner],
  );
}

function alternative(alternate: XmlElement): readonly XmlElement[] {
  const choice = alternate.children.find(
    (candidate) =>
      candidate.name === 'mc:Choice' && candidate.children.some((inner) => !inner.name.startsWith('other:')),
  );
  return (choice ?? child(alternate, 'mc:Fallback'))?.children ?? [];
}

function description(drawing: XmlElement): string {
  const find = (element: XmlElement): XmlElement | undefined => {
    for (const inner of element.children) {
      if (inner.name === 'wp:docPr' || inner.name === 'v:shape') return inner;
      const found = find(inner);
      if (found) return found;
    }
    return undefined;
  };
  const attributes = find(drawing)?.attributes ?? {};
  return attributes['descr'] || attributes['title'] || attributes['alt'] || attributes['name'] || '';
}
