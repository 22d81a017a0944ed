/** The compiled way of running an operation beside the plain one: every operation of the client, byte for byte. */
import { operations } from '@concord/schema/operations';
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  OperationTypeNode,
  typeFromAST,
  type ExecutionResult,
  type GraphQLInputType,
} from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import { velmora } from '../../testing/world.js';
import { createAdmission } from './admission.js';
import { answer } from './answers.js';
import { createDocuments } from './documents.js';
import { createExecution } from './execution.js';
import { createOwnOperations } from './own-operations.js';
import { createWriteRate } from './write-rate.js';

const world = velmora();

const people = ['Brin Tolvar', 'Oren Daly', null];

/** Ids of every kind: each operation is asked for each of them, and what is of another kind is not there. */
let ids: Record<string, string> = {};
/** Everything that was there before. */
let known = new Set<string>();
const began = new Date().toISOString();

beforeAll(async () => {
  const [comment]: { id: string }[] = await world.dataSource.query(
    `SELECT c.id FROM comment c JOIN reply r ON r.comment_id = c.id WHERE c.status = 'under_review' LIMIT 1`,
  );
  const [draft]: { id: string }[] = await world.dataSource.query(
    `SELECT id FROM comment WHERE status = 'draft' LIMIT 1`,
  );
  const rows: { id: string }[] = await world.dataSource.query(
    `SELECT id FROM comment UNION SELECT id FROM reply UNION SELECT id FROM organisation UNION SELECT id FROM person
     UNION SELECT id FROM section UNION SELECT id FROM consultation UNION SELECT id FROM decision`,
  );
  known = new Set(rows.map(({ id }) => id));
  ids = {
    consultation: world.consultationId,
    section: world.sectionId('b-0064'),
    comment: comment?.id ?? '',
    draft: draft?.id ?? '',
    organisation: world.organisationId('MPH'),
  };
});

/** A value of the type that is as real as can be had without knowing what it is for. */
function valueOf(type: GraphQLInputType, name: string, id: string, depth = 0): unknown {
  const bare = getNullableType(type);
  if (isListType(bare)) return [valueOf(bare.ofType, name, id, depth)];
  if (isEnumType(bare)) return bare.getValues()[0]?.name;
  if (isInputObjectType(bare)) {
    const fields = Object.values(bare.getFields()).filter((field) => depth < 3 || isNonNullType(field.type));
    return Object.fromEntries(
      fields.map((field) => [field.name, valueOf(field.type, field.name, id, depth + 1)]),
    );
  }
  const kind = name.replace(/Ids?$/, '');
  switch (getNamedType(bare).name) {
    case 'ID':
      return ids[kind] ?? id;
    case 'Int':
      return name === 'first' ? 100 : 1;
    case 'Float':
      return 0.5;
    case 'Boolean':
      return false;
    case 'DateTimeISO':
      return '2027-01-01T00:00:00.000Z';
    default:
      return name === 'slug' ? 'velmora-2025' : name === 'after' ? null : 'x';
  }
}

describe('execution', () => {
  test('[GQ2] every operation of the client gives the same bytes compiled as interpreted, for everybody', async () => {
    const { schema } = world;
    const own = createOwnOperations();
    const documents = createDocuments(schema, []);
    const writeRate = createWriteRate(0, () => 0);
    const admission = createAdmission({ schema, documents, own, openTo: 'own', writeRate });
    const compiled = createExecution(schema, () => true);
    const plain = createExecution(schema, () => false);
    const different: string[] = [];
    let compared = 0;
    let withData = 0;
    for (const source of Object.values(operations)) {
      for (const person of people) {
        for (const id of new Set(Object.values(ids))) {
          const told: string[] = [];
          const { actor } = world.as(person);
          for (const execution of [compiled, plain]) {
            const ctx = world.asActor(actor);
            const read = admission.read(ctx, { source });
            const [definition] = read.document.definitions;
            if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('The operation comes first');
            if (definition.operation === OperationTypeNode.SUBSCRIPTION) continue;
            const variables = Object.fromEntries(
              (definition.variableDefinitions ?? []).map(({ variable, type }) => {
                const found = typeFromAST(schema, type as never) as GraphQLInputType;
                return [variable.name.value, valueOf(found, variable.name.value, id)];
              }),
            );
            const admitted = admission.admit(ctx, read, { operationName: undefined, variables });
            const result: ExecutionResult = await execution.run(admitted, ctx);
            const errors = result.errors?.map((error) => ({
              ...answer(ctx, error, 'run'),
              extensions: answer(ctx, error, 'run').extensions?.['code'],
              where: error.path,
            }));
            told.push(JSON.stringify({ data: result.data, errors }, steady));
            if (result.data) withData += 1;
          }
          if (told.length === 0) continue;
          if (told[0] !== told[1]) different.push(`${source.slice(0, 60)} as ${person}:\n${told.join('\n')}`);
          compared += 1;
          if (source.startsWith('mutation')) break;
        }
      }
    }
    expect(different.slice(0, 3)).toEqual([]);
    expect(compared).toBeGreaterThan(400);
    expect(withData).toBeGreaterThan(compared);
  }, 120_000);
});

/** Cursors are sealed anew each time, errors of ours carry the number of the request, and what is made has a new id. */
const steady = (key: string, value: unknown): unknown => {
  if (/cursor$/i.test(key)) return typeof value;
  if (typeof value !== 'string') return value;
  return value
    .replace(/number [0-9a-f]{8}/, 'number')
    .replace(/^[0-9a-f-]{36}$/, (id) => (known.has(id) ? id : 'new'))
    .replace(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/, (time) => (time < began ? time : 'now'));
};
