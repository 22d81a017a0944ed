import { zip } from './zip-writer.js';
import type { ZipEntry } from './zip-writer.js';

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

export const NAMESPACES = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  `xmlns:r="${OFFICE}"`,
  'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
  'xmlns:o="urn:schemas-microsoft-com:office:office"',
].join(' ');

export type Relation = {
  readonly id: string;
  readonly kind: string;
  readonly target: string;
  readonly external?: boolean;
};

export type DocxParts = {
  readonly body: string;
  /** Contents of `w:styles`, `w:numbering` … without the root element. */
  readonly styles?: string;
  readonly numbering?: string;
  readonly footnotes?: string;
  readonly endnotes?: string;
  readonly comments?: string;
  readonly header?: string;
  readonly relations?: readonly Relation[];
  readonly core?: string;
  readonly mainType?: string;
  readonly extra?: readonly ZipEntry[];
};

/** The smallest Word file around a body. */
export function docx(parts: DocxParts | string): Uint8Array {
  return zip(docxEntries(parts));
}

export function docxEntries(given: DocxParts | string): ZipEntry[] {
  const parts = typeof given === 'string' ? { body: given } : given;
  const wanted = ['styles', 'numbering', 'footnotes', 'endnotes', 'comments', 'header'] as const;
  const present = wanted.filter((name) => parts[name] !== undefined);
  const root = (name: string): string => (name === 'header' ? 'hdr' : name);
  const relations: Relation[] = [
    ...present.map((name) => ({ id: `part-${name}`, kind: name, target: `${name}.xml` })),
    ...(parts.relations ?? []),
  ];
  const main = parts.mainType ?? `${WORD}.document.main+xml`;
  return [
    {
      name: '[Content_Types].xml',
      data: `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`,
    },
    {
      name: '_rels/.rels',
      data: relationships([
        { id: 'rId1', kind: 'officeDocument', target: 'word/document.xml' },
        ...(parts.core === undefined
          ? []
          : [{ id: 'rId2', kind: 'core-properties', target: 'docProps/core.xml' }]),
      ]),
    },
    {
      name: 'word/document.xml',
      data: `<?xml version="1.0" encoding="UTF-8"?><w:document ${NAMESPACES}><w:body>${parts.body}<w:sectPr/></w:body></w:document>`,
    },
    { name: 'word/_rels/document.xml.rels', data: relationships(relations) },
    ...present.map((name) => ({
      name: `word/${name}.xml`,
      data: `<w:${root(name)} ${NAMESPACES}>${parts[name] ?? ''}</w:${root(name)}>`,
    })),
    ...(parts.core === undefined
      ? []
      : [
          {
            name: 'docProps/core.xml',
            data: `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">${parts.core}</cp:coreProperties>`,
          },
        ]),
    ...(parts.extra ?? []),
  ];
}

export function relationships(relations: readonly Relation[]): string {
  const entries = relations.map(
    ({ id, kind, target, external }) =>
      `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${target}"${external === true ? ' TargetMode="External"' : ''}/>`,
  );
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${entries.join('')}</Relationships>`;
}

/** A run; `properties` is the inside of `w:rPr`. */
export function r(text: string, properties = ''): string {
  return `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
}

/** A paragraph of runs; plain text becomes one run. `properties` is the inside of `w:pPr`. */
export function p(content: string, properties = ''): string {
  const runs = content === '' || content.startsWith('<') ? content : r(content);
  return `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${runs}</w:p>`;
}

export function styled(style: string, content: string): string {
  return p(content, `<w:pStyle w:val="${style}"/>`);
}

export function numbered(content: string, numId: number, level = 0): string {
  return p(content, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${numId}"/></w:numPr>`);
}

export function bookmark(name: string): string {
  return `<w:bookmarkStart w:id="1" w:name="${name}"/><w:bookmarkEnd w:id="1"/>`;
}

export function cell(content: string, properties = ''): string {
  return `<w:tc><w:tcPr>${properties}</w:tcPr>${content.startsWith('<') ? content : p(content)}</w:tc>`;
}

export function row(cells: readonly string[], properties = ''): string {
  return `<w:tr><w:trPr>${properties}</w:trPr>${cells.join('')}</w:tr>`;
}

export function table(rows: readonly string[], properties = ''): string {
  return `<w:tbl><w:tblPr>${properties}</w:tblPr>${rows.join('')}</w:tbl>`;
}

export function style(id: string, name: string, rest = '', type = 'paragraph'): string {
  return `<w:style w:type="${type}" w:styleId="${id}"><w:name w:val="${name}"/>${rest}</w:style>`;
}

export function level(depth: number, format: string, text: string, rest = ''): string {
  return `<w:lvl w:ilvl="${depth}">${rest}<w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
}

export function field(instruction: string, result: string): string {
  const mark = (type: string): string => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
  return `${mark('begin')}<w:r><w:instrText>${instruction}</w:instrText></w:r>${mark('separate')}${result}${mark('end')}`;
}
