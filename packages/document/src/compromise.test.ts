import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { compromiseGrammar as grammar } from './compromise-grammar.js';
import {
  compromiseDocumentName,
  compromiseText,
  parseCompromiseName,
  readCompromise,
  writeCompromise,
} from './compromise.js';

/** Who comes first among those who type at the same place is decided by these numbers. */
const docOf = (clientID: number): Y.Doc => Object.assign(new Y.Doc(), { clientID });

describe('the document of a compromise', () => {
  test('[DO34] is named by section, paragraph and language, and nothing else is', () => {
    const place = { sectionId: 's-1', blockId: 'b_2', language: 'az' } as const;
    expect(compromiseDocumentName(place)).toBe('compromise/s-1/b_2/az');
    expect(parseCompromiseName('compromise/s-1/b_2/az')).toEqual(place);
    for (const name of [
      'compromise/s/b',
      'compromise/s/b/fr',
      'compromise/s//az',
      'compromise/s/b/c/az',
      'section/s/az',
      'compromise/s/b/az\n',
      ' compromise/s/b/az',
    ])
      expect(parseCompromiseName(name)).toBeNull();
    expect(() => compromiseDocumentName({ ...place, blockId: 'a/b' })).toThrow(RangeError);
  });

  test('[DO34] any words come back character for character, and writing them again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, words) => {
        const doc = new Y.Doc();
        writeCompromise(doc, before);
        writeCompromise(doc, words);
        expect(readCompromise(doc)).toBe(words);
        const state = Y.encodeStateVector(doc);
        writeCompromise(doc, words);
        expect(Y.encodeStateVector(doc)).toEqual(state);
      }),
    );
  });

  test('[DO34] two who write apart keep both; what is no words is left out', () => {
    const one = new Y.Doc();
    writeCompromise(one, 'the usual laws');
    const other = new Y.Doc();
    Y.applyUpdate(other, Y.encodeStateAsUpdate(one));
    writeCompromise(one, 'all the usual laws');
    writeCompromise(other, 'the usual laws apply');
    Y.applyUpdate(one, Y.encodeStateAsUpdate(other));
    compromiseText(one).insertEmbed(0, { image: 'x' });
    compromiseText(one).insert(0, '\u0000');
    expect(readCompromise(one)).toBe('all the usual laws apply');
  });

  test('[DO34] what is typed behind words while they are replaced stands behind the new ones, whoever types', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (here, there) => {
        fc.pre(here !== there);
        const one = docOf(here);
        writeCompromise(one, 'Round 2!');
        const other = docOf(there);
        Y.applyUpdate(other, Y.encodeStateAsUpdate(one));
        writeCompromise(one, 'Round 3');
        compromiseText(other).insert('Round 2!'.length, ' Agreed.');
        Y.applyUpdate(one, Y.encodeStateAsUpdate(other));
        expect(readCompromise(one)).toBe('Round 3 Agreed.');
      }),
    );
  });

  test('[DO34] holds plain words; looks, trees, maps and other roots have no place', () => {
    expect(grammar.atRoot('wording', null, 'words')).toBe(true);
    expect(grammar.atRoot('wording', null, 'nothing')).toBe(true);
    for (const what of ['element', 'value', 'strange'])
      expect(grammar.atRoot('wording', null, what)).toBe(false);
    expect(grammar.atRoot('wording', 'key', 'words')).toBe(false);
    expect(grammar.atRoot('content', null, 'words')).toBe(false);
    expect([grammar.element(), grammar.text(), grammar.attribute(), grammar.mark()]).not.toContain(true);
  });
});
