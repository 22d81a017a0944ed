import {
  AlignmentType,
  Bookmark,
  Document,
  ExternalHyperlink,
  FootnoteReferenceRun,
  HeadingLevel,
  InternalHyperlink,
  LevelFormat,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableOfContents,
  TableRow,
  TextRun,
} from 'docx';

/** A small profile as the `docx` library writes it: another producer than the ones of the data. */
export async function madeByDocx(): Promise<Uint8Array> {
  const cell = (text: string, options: object = {}): TableCell =>
    new TableCell({ ...options, children: [new Paragraph({ text })] });
  const item = (text: string, reference: string, level: number): Paragraph =>
    new Paragraph({ text, numbering: { reference, level } });
  const document = new Document({
    title: 'Profile',
    footnotes: {
      1: {
        children: [
          new Paragraph({ children: [new TextRun('A '), new TextRun({ text: 'source', italics: true })] }),
        ],
      },
    },
    numbering: {
      config: [
        {
          reference: 'steps',
          levels: [
            { level: 0, format: LevelFormat.DECIMAL, text: '%1.', alignment: AlignmentType.START },
            { level: 1, format: LevelFormat.LOWER_LETTER, text: '%2)', alignment: AlignmentType.START },
          ],
        },
        {
          reference: 'points',
          levels: [{ level: 0, format: LevelFormat.BULLET, text: '•', alignment: AlignmentType.START }],
        },
      ],
    },
    sections: [
      {
        children: [
          new Paragraph({ text: 'Profile', heading: HeadingLevel.TITLE }),
          new TableOfContents('Contents', { hyperlink: true, headingStyleRange: '1-2' }),
          new Paragraph({
            heading: HeadingLevel.HEADING_1,
            children: [new Bookmark({ id: 'b-0001', children: [new TextRun('Domain 1. Rights')] })],
          }),
          new Paragraph({
            children: [
              new TextRun({ text: 'Bold', bold: true }),
              new TextRun(' and '),
              new ExternalHyperlink({
                link: 'https://example.org',
                children: [new TextRun({ text: 'web', style: 'Hyperlink' })],
              }),
              new InternalHyperlink({ anchor: 'b-0001', children: [new TextRun(' here')] }),
              new FootnoteReferenceRun(1),
            ],
          }),
          item('First', 'steps', 0),
          item('Detail', 'steps', 1),
          item('Second', 'steps', 0),
          item('Point', 'points', 0),
          new Paragraph({ text: 'Deep', heading: HeadingLevel.HEADING_6 }),
          new Table({
            rows: [
              new TableRow({ tableHeader: true, children: [cell('Wide', { columnSpan: 2 }), cell('Year')] }),
              new TableRow({ children: [cell('Tall', { rowSpan: 2 }), cell('a'), cell('1')] }),
              new TableRow({ children: [cell('b'), cell('2')] }),
            ],
          }),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}
