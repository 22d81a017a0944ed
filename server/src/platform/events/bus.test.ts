import { describe, expect, test } from 'vitest';
import { joinBus, type Bus } from './bus.js';
import { createDoorbell, type Ring } from './doorbell.js';

/** Every node's messages reach every node, the sender included, as with Redis. */
function wire() {
  const ends = new Set<{ hear(message: string): void; back(): void }>();
  const messages: string[] = [];
  let broken = false;
  let held: Promise<void> = Promise.resolve();
  const bus = (): Bus => {
    const end = { hear: (_message: string): void => undefined, back: (): void => undefined };
    return {
      async publish(message) {
        messages.push(message);
        await held;
        if (broken) throw new Error('away');
        for (const one of ends) one.hear(message);
      },
      subscribe(onMessage, onBack) {
        end.hear = onMessage;
        end.back = onBack;
        ends.add(end);
      },
      async close() {
        ends.delete(end);
      },
    };
  };
  return {
    bus,
    messages,
    ends,
    cut: () => (broken = true),
    mend: () => {
      broken = false;
      for (const end of ends) end.back();
    },
    hold: () => {
      let release = (): void => undefined;
      held = new Promise((done) => (release = done));
      return () => release();
    },
  };
}

function node(shared: ReturnType<typeof wire>) {
  const doorbell = createDoorbell();
  const heard: Ring[] = [];
  let looks = 0;
  const leave = joinBus(doorbell, shared.bus(), () => (looks += 1));
  doorbell.listen((ring) => heard.push(ring));
  return { doorbell, heard, leave, looks: () => looks };
}

const turn = (): Promise<void> => new Promise((done) => setImmediate(done));
const edit = (seq: number): Ring => ({ kind: 'document', name: 'section/a/en', seq });
const event: Ring = { kind: 'events', consultationId: 'c' };
const revision: Ring = { kind: 'revision', variantId: 'v' };

describe('rings between nodes', () => {
  test('[NO1] a ring is heard at once where it happened, once, and once on every other node', async () => {
    const shared = wire();
    const [a, b, c] = [node(shared), node(shared), node(shared)];
    a.doorbell.ring(edit(1));
    expect(a.heard).toEqual([edit(1)]);
    await turn();
    a.doorbell.ring(event);
    a.doorbell.ring(revision);
    await turn();
    for (const each of [a, b, c]) expect(each.heard).toEqual([edit(1), event, revision]);
  });

  test('[NO1] what was heard from another node is not carried on', async () => {
    const shared = wire();
    const [a, b] = [node(shared), node(shared)];
    a.doorbell.ring(edit(1));
    await turn();
    b.doorbell.hear(edit(2));
    await turn();
    expect(shared.messages).toHaveLength(1);
    expect(a.heard).toEqual([edit(1)]);
    expect(b.heard).toEqual([edit(1), edit(2)]);
  });

  test('[NO2] a slow bus gets one message with the last ring of each subject, not a queue', async () => {
    const shared = wire();
    const [a, b] = [node(shared), node(shared)];
    const release = shared.hold();
    for (let seq = 1; seq <= 500; seq += 1) a.doorbell.ring(edit(seq));
    a.doorbell.ring(event);
    expect(a.heard).toHaveLength(501);
    release();
    await turn();
    expect(shared.messages).toHaveLength(2);
    expect(b.heard).toEqual([edit(1), edit(500), event]);
  });

  test('[NO2] a bus that is away costs its rings and nothing else; back, it asks to look', async () => {
    const shared = wire();
    const [a, b] = [node(shared), node(shared)];
    shared.cut();
    expect(() => a.doorbell.ring(edit(1))).not.toThrow();
    await turn();
    expect(a.heard).toEqual([edit(1)]);
    expect(b.heard).toEqual([]);
    shared.mend();
    expect(b.looks()).toBe(1);
    a.doorbell.ring(edit(2));
    await turn();
    expect(b.heard).toEqual([edit(2)]);
  });

  test('[NO2] what is no ring is not heard', async () => {
    const shared = wire();
    const { heard } = node(shared);
    const stranger = shared.bus();
    for (const message of [
      '',
      '{',
      'null',
      '{"from":"x"}',
      '{"from":"x","rings":[{"kind":"secret"}]}',
      '{"from":"x","rings":[{"kind":"document","name":"d","seq":-1}]}',
      '{"from":"x","rings":[{"kind":"document","name":"d","seq":1,"update":"AAA="}]}',
      '{"from":"x","rings":[{"kind":"document","name":1,"seq":1}]}',
    ])
      await stranger.publish(message);
    expect(heard).toEqual([]);
    await stranger.publish('{"from":"x","rings":[{"kind":"document","name":"d","seq":1}]}');
    expect(heard).toEqual([{ kind: 'document', name: 'd', seq: 1 }]);
  });

  test('[NO1] only where to look is carried: kind, name, number', async () => {
    const shared = wire();
    const { doorbell } = node(shared);
    doorbell.ring(edit(7));
    await turn();
    const [message = ''] = shared.messages;
    const sent: { from: string } = JSON.parse(message) as { from: string };
    expect(Object.keys(sent)).toEqual(['from', 'rings']);
    expect(JSON.parse(message)).toMatchObject({
      rings: [{ kind: 'document', name: 'section/a/en', seq: 7 }],
    });
  });

  test('[NO1] who has left hears and carries no more', async () => {
    const shared = wire();
    const [a, b] = [node(shared), node(shared)];
    await a.leave();
    a.doorbell.ring(edit(1));
    b.doorbell.ring(edit(2));
    await turn();
    expect(a.heard).toEqual([edit(1)]);
    expect(b.heard).toEqual([edit(2)]);
  });
});
