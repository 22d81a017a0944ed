import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CHAPTER } from '../testing/comments.js';
import { createDoorbell, type Ring } from '../platform/events/doorbell.js';
import { typist } from '../testing/typing.js';
import { velmora } from '../testing/world.js';
import { pollHeads } from './index.js';
import type { HeadPoll } from './update-log.poll.js';

describe('a node that hears no ring', () => {
  const world = velmora();
  let heard: Ring[];
  let behind: string[];
  let carried: Ring[];
  let poll: HeadPoll;
  beforeEach(async () => {
    heard = [];
    behind = [];
    carried = [];
    const doorbell = createDoorbell();
    const { dataSource, log } = world;
    poll = pollHeads({ dataSource, doorbell, log, onBehind: (name) => behind.push(name) });
    await poll.look();
    doorbell.listen((ring) => heard.push(ring));
    doorbell.carry((ring) => carried.push(ring));
  });
  afterEach(() => poll.stop());

  test('[NO3] finds what another node committed, tells it once and carries it nowhere', async () => {
    const { documentName, id } = await world.variant(CHAPTER);
    const seq = await (await typist(world, documentName)).type('b-0064', 0, 'Elsewhere. ');
    await poll.look();
    expect(heard).toEqual([{ kind: 'document', name: documentName, seq }]);
    await world.projections.rebuild(documentName);
    await poll.look();
    expect(heard.slice(1)).toEqual([{ kind: 'revision', variantId: id }]);
    await poll.look();
    expect(heard).toHaveLength(2);
    expect(carried).toEqual([]);
  });

  test('[NO3] a text whose node went before projecting it is projected, asked once', async () => {
    const { documentName } = await world.variant(CHAPTER);
    await (await typist(world, documentName)).type('b-0064', 0, 'Left behind. ');
    await poll.look();
    expect(behind).toEqual([]);
    await poll.look();
    await poll.look();
    expect(behind).toEqual([documentName]);
    await world.projections.rebuild(documentName);
  });

  test('[NO3] a database that does not answer is asked again, and nothing is missed', async () => {
    const { documentName } = await world.variant(CHAPTER);
    const seq = await (await typist(world, documentName)).type('b-0064', 0, 'Meanwhile. ');
    const refused = vi.spyOn(world.dataSource, 'query').mockRejectedValueOnce(new Error('gone'));
    await poll.look();
    expect(heard).toEqual([]);
    refused.mockRestore();
    await poll.look();
    expect(heard).toContainEqual({ kind: 'document', name: documentName, seq });
  });
});
