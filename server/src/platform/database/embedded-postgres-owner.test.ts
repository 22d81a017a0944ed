import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { claimDirectory, DataDirectoryInUse } from './embedded-postgres-owner.js';

let directory: string;
let file: string;

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'concord-owner-'));
  file = path.join(directory, 'owner.json');
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe('[PG4] a data folder has one owner at a time', () => {
  test('a second claim is refused, and the first goes on', async () => {
    const claim = await claimDirectory(directory);
    const before = readFileSync(file, 'utf8');
    await expect(claimDirectory(directory)).rejects.toThrow(DataDirectoryInUse);
    await expect(claimDirectory(directory)).rejects.toThrow(`process ${process.pid}`);
    expect(readFileSync(file, 'utf8')).toBe(before);
    claim.release();
  });

  test('of two claims at the same moment one wins', async () => {
    const claims = await Promise.allSettled([claimDirectory(directory), claimDirectory(directory)]);
    expect(claims.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('a released folder can be claimed again', async () => {
    (await claimDirectory(directory)).release();
    expect(existsSync(file)).toBe(false);
    const claim = await claimDirectory(directory);
    claim.release();
  });

  test('the claim of a process that is gone does not count', async () => {
    const mine = await claimDirectory(directory);
    const { place } = JSON.parse(readFileSync(file, 'utf8')) as { place: string };
    mine.release();
    const gone = spawnSync('true').pid;
    writeFileSync(file, JSON.stringify({ pid: gone, started: '1', place, token: 'x' }));
    const claim = await claimDirectory(directory);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid });
    claim.release();
  });

  test('a process number that was given to another process does not count', async () => {
    const mine = await claimDirectory(directory);
    const recorded = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    mine.release();
    writeFileSync(file, JSON.stringify({ ...recorded, started: 'long ago' }));
    const claim = await claimDirectory(directory);
    claim.release();
    expect(existsSync(file)).toBe(false);
  });

  test('a claim from another machine counts only while it is renewed', async () => {
    writeFileSync(file, JSON.stringify({ pid: 1, started: '1', place: 'another-container', token: 'x' }));
    const beating = setInterval(() => utimesSync(file, new Date(), new Date()), 500);
    await expect(claimDirectory(directory)).rejects.toThrow(
      /another machine or container \(another-container\)/,
    );
    clearInterval(beating);
    const claim = await claimDirectory(directory);
    claim.release();
  }, 30_000);

  test('a claim is renewed as long as it is held, and a folder that somebody else owns by now stays theirs', async () => {
    const claim = await claimDirectory(directory);
    const stale = new Date(0);
    utimesSync(file, stale, stale);
    await expect.poll(() => statSync(file).mtimeMs, { timeout: 20_000 }).toBeGreaterThan(0);
    const theirs = JSON.stringify({ pid: 1, started: '1', place: 'another-container', token: 'x' });
    writeFileSync(file, theirs);
    claim.release();
    expect(readFileSync(file, 'utf8')).toBe(theirs);
  }, 30_000);

  test('a claim that a power cut left empty does not count', async () => {
    writeFileSync(file, '');
    const claim = await claimDirectory(directory);
    claim.release();
    expect(existsSync(file)).toBe(false);
  });
});
