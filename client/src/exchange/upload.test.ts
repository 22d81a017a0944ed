import { expect, test } from 'vitest';
import { outcomeOf } from './upload';

test('[UI9] a file that was read leads to its preview', () => {
  expect(outcomeOf(201, '{"previewId":"p1"}')).toEqual({ kind: 'read', previewId: 'p1' });
});

test('[UI9] a refused file is answered in the words of the server', () => {
  expect(outcomeOf(422, '{"code":"encrypted","message":"The file is protected by a password."}')).toEqual({
    kind: 'refused',
    message: 'The file is protected by a password.',
  });
});

test('[UI9] an ended session is not taken for a bad file', () => {
  expect(outcomeOf(401, '{"code":"NOT_SIGNED_IN","message":"…"}')).toEqual({ kind: 'signedOut' });
});

test('[UI9] an error page of a proxy in between is no refusal', () => {
  expect(outcomeOf(502, '<html>Bad gateway</html>')).toEqual({ kind: 'unreachable' });
  expect(outcomeOf(500, '{"message":"stack trace"}')).toEqual({ kind: 'unreachable' });
});
