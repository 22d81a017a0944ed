import { expect, test } from 'vitest';
import { PathChoice } from './path-choice';

function memory(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

test('[ED19] two WebSockets that bring nothing lead to the way round, and a way round that brings nothing back', () => {
  const choice = new PathChoice(memory());
  const taken = Array.from({ length: 7 }, () => {
    const { path } = choice;
    choice.failed();
    return path;
  });
  expect(taken).toEqual(['socket', 'socket', 'stream', 'socket', 'socket', 'stream', 'socket']);
});

test('[ED19] a WebSocket that broke after it worked is no reason to leave it', () => {
  const choice = new PathChoice(memory());
  for (let times = 0; times < 5; times += 1) {
    choice.failed();
    choice.worked();
  }
  expect(choice.path).toBe('socket');
});

test('[ED19] the tab remembers the way that worked, until WebSockets get through again', () => {
  const kept = memory();
  const choice = new PathChoice(kept);
  choice.failed();
  choice.failed();
  expect(new PathChoice(kept).path).toBe('socket');
  choice.worked();
  expect(new PathChoice(kept).path).toBe('stream');
  choice.backToSocket();
  expect(choice.path).toBe('socket');
  expect(new PathChoice(kept).path).toBe('socket');
});

test('[ED19] where the browser keeps nothing, there is nothing to remember', () => {
  const choice = new PathChoice(null);
  choice.failed();
  choice.failed();
  choice.worked();
  expect(choice.path).toBe('stream');
});
