import { Readable } from 'node:stream';
import type { Locale } from '@concord/locale';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { personById } from '../accounts/index.js';
import { mayKnowNumber, readableComment } from '../comments/index.js';
import { organisationById } from '../organisations/index.js';
import type { RequestContext } from '../platform/context.js';
import { refusals } from '../platform/errors/registry.js';
import { eventTypes, quietTypes } from '../platform/events/event.js';
import { headOf, wholeRecord } from './audit.service.js';
import type { RecordEntry, RecordFilter, RecordHead } from './audit.types.js';

type ContextOf = (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>;
type Asked = Partial<Record<'consultation' | 'kinds' | 'organisation' | 'person' | 'from' | 'until', string>>;

const audits = { config: { policy: 'audit' } } as const;

/** GET /files/record?consultation=ID with the filters of the page: the record as CSV, its head hash at the end. */
export function auditRoutes(
  app: FastifyInstance,
  contextOf: ContextOf,
  intact: (consultationId: string) => boolean,
): void {
  app.get<{ Querystring: Asked }>('/files/record', audits, async (request, reply) => {
    const ctx = await contextOf(request, reply);
    const { consultation = '' } = request.query;
    const record = ctx.allows('read') ? await wholeRecord(ctx, consultation, filterOf(request.query)) : null;
    if (!record) return reply.code(404).send({ code: 'NOT_FOUND', message: refusals.NOT_FOUND[ctx.locale] });
    const head = await headOf(ctx, consultation, intact(consultation));
    return reply
      .headers({
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="record.csv"',
        'cache-control': 'private, no-store',
        'cross-origin-resource-policy': 'same-origin',
      })
      .send(Readable.from(lines(ctx, record, head)));
  });
}

function filterOf({ kinds, organisation, person, from, until }: Asked): RecordFilter {
  const known = [...eventTypes, ...quietTypes].filter((kind) => kinds?.split(',').includes(kind));
  return {
    kinds: kinds === undefined ? null : known,
    organisationId: organisation ?? null,
    personId: person ?? null,
    from: moment(from),
    until: moment(until),
  };
}

const moment = (text: string | undefined): Date | null => {
  const at = new Date(text ?? '');
  return Number.isNaN(at.getTime()) ? null : at;
};

const titles: Record<Locale, readonly string[]> = {
  az: ['vaxt (UTC)', 'nə baş verib', 'qurum', 'şəxs', 'şərh №'],
  en: ['time (UTC)', 'what happened', 'organisation', 'person', 'comment no.'],
  ru: ['время (UTC)', 'что произошло', 'организация', 'лицо', '№ замечания'],
};

/** Spreadsheets read UTF-8 only when they are told. */
const MARK = '\uFEFF';

async function* lines(
  ctx: RequestContext,
  record: AsyncIterable<RecordEntry>,
  head: RecordHead,
): AsyncGenerator<string, void, void> {
  yield `${MARK}${row(titles[ctx.locale])}`;
  for await (const entry of record) {
    const organisation = entry.organisationId && (await ctx.load(organisationById, entry.organisationId));
    const person = entry.personId && (await ctx.load(personById, entry.personId));
    const comment = entry.commentId && (await readableComment(ctx, entry.commentId));
    yield row([
      entry.at.toISOString(),
      entry.kind,
      organisation ? organisation.abbreviation[ctx.locale] : '',
      person ? person.name : '',
      comment && comment.number !== null && (await mayKnowNumber(ctx, comment)) ? String(comment.number) : '',
    ]);
  }
  yield row(['SHA-256', head.hash, head.at.toISOString(), head.intact ? '' : '!']);
}

/** A cell that begins like a formula would be one in a spreadsheet. */
const cell = (text: string): string =>
  `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
const row = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`;
