/** `npm run bench -- sync --readme`: the kept figures, in the README, between its two marks. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { kept } from './kept.ts';
import { readmeTable } from './table.ts';

const BEGIN = '<!-- bench sync -->';
const END = '<!-- /bench sync -->';
const readme = new URL('../../../README.md', import.meta.url);

export function writeReadme(): void {
  const figures = kept();
  if (!figures) throw new Error('Nothing is measured yet: npm run bench -- sync');
  const { measured, summary } = figures;
  const commits = new Map<string, string[]>();
  for (const [part, { date, commit }] of Object.entries(measured)) {
    const when = `${date}, commit ${commit}`;
    commits.set(when, [...(commits.get(when) ?? []), part]);
  }
  const [whole] = commits.size === 1 ? commits.keys() : [];
  const when = whole ?? [...commits].map(([each, parts]) => `${parts.join(', ')}: ${each}`).join('; ');
  const { carries } = summary.nodes;
  const text = [
    BEGIN,
    '',
    `Measured ${when}; \`npm run bench -- sync\`: medians, the last column within a round. Concord commits every keystroke to`,
    'PostgreSQL, whose processor time is in the sum; the others store nothing. A bare relay is what `ws` costs by itself.',
    ...(carries === undefined
      ? []
      : [
          `Two nodes, a core each, carry ${carries} times what one does (calculated from the busier one's load);`,
          'each also reads from the log what came in at the other, beside PostgreSQL and the load on the same two cores.',
        ]),
    '',
    readmeTable(summary),
    '',
    END,
  ].join('\n');
  const before = readFileSync(readme, 'utf8');
  const [begin, end] = [before.indexOf(BEGIN), before.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`The README lacks ${BEGIN} and ${END}`);
  writeFileSync(readme, before.slice(0, begin) + text + before.slice(end + END.length));
  execFileSync(fileURLToPath(new URL('../../../node_modules/.bin/oxfmt', import.meta.url)), [
    fileURLToPath(readme),
  ]);
}
