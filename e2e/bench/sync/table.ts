/** The summary as Markdown: all of it for the terminal, and what the README shows. */
import { OURS, PEERS, type Ratio, type Summary } from './report.ts';
import type { ContestantName } from './processes.ts';

const names = [...OURS, ...PEERS];

export function table(summary: Summary): string {
  const lines: string[] = [
    '',
    'fan-out: µs + PostgreSQL per delivery · p50/p95 ms',
    '',
    ...head(['', ...names]),
  ];
  for (const { cell, contestants } of summary.fanOut) {
    const cells = names.map((name) => {
      const found = contestants[name];
      if (!found) return '–';
      const postgres = found.postgresPerDelivery > 0 ? ` + ${found.postgresPerDelivery}` : '';
      const lost = found.lost > 0 ? ` lost ${found.lost}` : '';
      return `${found.cpuPerDelivery}${postgres} · ${found.p50}/${found.p95}${lost}${doubt(found)}`;
    });
    lines.push(row([`${cell.clients} × ${cell.perSecond}/s`, ...cells]));
  }
  lines.push('', 'one and the same round: ours by theirs (medians), PostgreSQL included', '');
  lines.push(...head(['', ...OURS.flatMap((of) => PEERS.map((to) => `${of} : ${to}`))]));
  for (const { cell, ratios } of summary.fanOut)
    lines.push(row([`${cell.clients} × ${cell.perSecond}/s`, ...inOrder(ratios)]));
  const kinds = { open: summary.openingRatios, idle: summary.idleRatios, presence: summary.presenceRatios };
  for (const [kind, ratios] of Object.entries(kinds)) {
    for (const [what, found] of Object.entries(ratios))
      if (found.length > 0) lines.push(row([`${kind}, ${what}`, ...inOrder(found)]));
  }
  lines.push('', 'open: ms · idle: memory · presence of 500 people', '');
  lines.push(
    ...head([
      '',
      'cold',
      'warm',
      'burst p50',
      'burst last',
      'processor each',
      'connection kB',
      'document MB',
      'left MB',
      'presence %',
      'MB/s',
      'p50/p95 ms',
      'seen %',
    ]),
  );
  for (const name of names) {
    const opened = summary.opening[name];
    const still = summary.idle[name];
    const moved = summary.presence[name];
    lines.push(
      row([
        name,
        ...[opened?.cold, opened?.warm, opened?.burstP50, opened?.burstLast].map(orDash),
        opened ? `${opened.burstCpu} + ${opened.burstPostgres}` : '–',
        ...[still?.connectionKb, still?.documentMb, still?.leftMb].map(orDash),
        moved ? `${moved.cpuPercent}${doubt(moved)}` : '–',
        orDash(moved?.megabytesPerSecond),
        moved ? `${moved.p50}/${moved.p95}` : '–',
        orDash(moved?.seenPercent),
      ]),
    );
  }
  const { nodes } = summary;
  if (nodes.carries !== undefined)
    lines.push(
      '',
      `two nodes, a core each, carry ${nodes.carries} times what one does: ${nodes.busierPercent} % on the busier one for ${nodes.onePercent} %, PostgreSQL ${nodes.onePostgresPercent} → ${nodes.twoPostgresPercent} %, p95 ${nodes.oneP95} → ${nodes.twoP95} ms, lost ${nodes.lost}`,
    );
  for (const failed of summary.failed) lines.push(`failed: ${failed}`);
  lines.push(
    '',
    '* the load generator was near its limit; ~ others used over 20 % of the server\'s core: repeat; "lost": not delivered within 5 s of the last keystroke',
  );
  return lines.join('\n');
}

type Row = {
  readonly what: string;
  readonly figure: (name: ContestantName) => number | undefined;
  readonly unit: string;
  readonly ratios: readonly Ratio[];
};

/** One line per promise: ours beside the peers, and the ratio that the promise is about. */
export function readmeTable(summary: Summary): string {
  const shown: readonly ContestantName[] = [
    'ours, durable',
    'Hocuspocus',
    'Hocuspocus, 20 ms',
    'y-websocket',
    'ws relay',
  ];
  const { opening, openingRatios, idle, idleRatios, presence, presenceRatios } = summary;
  const rows: Row[] = [
    ...summary.fanOut.map(({ cell, contestants, ratios }): Row => ({
      what: `${cell.clients} people, ${cell.perSecond} keystrokes/s: processor per delivery`,
      figure: (name) => {
        const found = contestants[name];
        return found && found.cpuPerDelivery + found.postgresPerDelivery;
      },
      unit: 'µs',
      ratios,
    })),
    ...summary.fanOut.map(({ cell, contestants }): Row => ({
      what: `${cell.clients} people, ${cell.perSecond} keystrokes/s: seen by all others, p95`,
      figure: (name) => contestants[name]?.p95,
      unit: 'ms',
      ratios: [],
    })),
    {
      what: 'first open after a start',
      figure: (name) => opening[name]?.cold,
      unit: 'ms',
      ratios: openingRatios.cold ?? [],
    },
    {
      what: 'open again',
      figure: (name) => opening[name]?.warm,
      unit: 'ms',
      ratios: openingRatios.warm ?? [],
    },
    {
      what: '200 open at once, the last one',
      figure: (name) => opening[name]?.burstLast,
      unit: 'ms',
      ratios: openingRatios.burstLast ?? [],
    },
    {
      what: 'processor per open',
      figure: (name) => opening[name] && opening[name].burstCpu + opening[name].burstPostgres,
      unit: 'ms',
      ratios: openingRatios.burstCpu ?? [],
    },
    {
      what: '500 cursors that move every second: processor',
      figure: (name) => presence[name]?.cpuPercent,
      unit: '%',
      ratios: presenceRatios.cpuPercent ?? [],
    },
    {
      what: '… on the wire',
      figure: (name) => presence[name]?.megabytesPerSecond,
      unit: 'MB/s',
      ratios: presenceRatios.megabytesPerSecond ?? [],
    },
    { what: '… seen, p95', figure: (name) => presence[name]?.p95, unit: 'ms', ratios: [] },
    {
      what: 'memory per idle connection',
      figure: (name) => idle[name]?.connectionKb,
      unit: 'kB',
      ratios: idleRatios.connectionKb ?? [],
    },
    {
      what: 'memory of an open document',
      figure: (name) => idle[name]?.documentMb,
      unit: 'MB',
      ratios: idleRatios.documentMb ?? [],
    },
    { what: '… left when all have gone', figure: (name) => idle[name]?.leftMb, unit: 'MB', ratios: [] },
  ];
  const lines = head([
    '',
    ...shown.map((name) => (name === 'ours, durable' ? 'Concord' : name)),
    'to Hocuspocus',
  ]);
  for (const { what, figure, unit, ratios } of rows) {
    const found = shown.map(figure);
    if (found.every((each) => each === undefined)) continue;
    const ratio = ratios.find(({ of, to }) => of === 'ours, durable' && to === 'Hocuspocus')?.ratio;
    lines.push(
      row([
        what,
        ...found.map((each) => (each === undefined ? '–' : `${short(each)} ${unit}`)),
        ratio === undefined ? '' : `${short(ratio)} ×`,
      ]),
    );
  }
  return lines.join('\n');
}

const short = (value: number): string =>
  String(Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(2)));

const doubt = ({ loadPercent, othersPercent }: { loadPercent: number; othersPercent: number }): string =>
  `${loadPercent > 90 ? ' *' : ''}${othersPercent > 20 ? ' ~' : ''}`;

const inOrder = (found: readonly Ratio[]): string[] =>
  OURS.flatMap((of) =>
    PEERS.map((to) => String(found.find((each) => each.of === of && each.to === to)?.ratio ?? '–')),
  );

const orDash = (figure: number | undefined): string => figure?.toString() ?? '–';
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const head = (cells: readonly string[]): string[] => [row(cells), row(cells.map(() => '---'))];
