import type { Locale } from '@concord/locale';
import { signInGate } from '../platform/the-gate';

export type Upload = {
  readonly consultationId: string;
  readonly language: Locale;
  readonly file: File;
  /** Language of the refusals. */
  readonly locale: Locale;
  /** 0…1 of the bytes sent; 1 while the server reads the file. */
  readonly onProgress: (share: number) => void;
  readonly signal: AbortSignal;
};

export type Uploaded =
  | { readonly kind: 'read'; readonly previewId: string }
  /** `message` names the reason in the reader's language. */
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'cancelled' };

/** Sends a file to be read. A session that ended meanwhile is asked for once, then the file goes again. */
export async function uploadFile(upload: Upload): Promise<Uploaded> {
  const first = await send(upload);
  if (first.kind !== 'signedOut') return first;
  if (!(await signInGate.wait())) return { kind: 'cancelled' };
  const second = await send(upload);
  return second.kind === 'signedOut' ? { kind: 'unreachable' } : second;
}

// fetch cannot tell how much it has sent; XMLHttpRequest can.
function send({
  consultationId,
  language,
  file,
  locale,
  onProgress,
  signal,
}: Upload): Promise<Uploaded | { readonly kind: 'signedOut' }> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const query = new URLSearchParams({ consultation: consultationId, language });
    request.open('POST', `/files/imports?${query.toString()}`);
    request.setRequestHeader('x-concord', '1');
    request.setRequestHeader('x-concord-locale', locale);
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    });
    request.addEventListener('load', () => resolve(outcomeOf(request.status, request.responseText)));
    request.addEventListener('error', () => resolve({ kind: 'unreachable' }));
    request.addEventListener('abort', () => resolve({ kind: 'cancelled' }));
    signal.addEventListener('abort', () => request.abort());
    const form = new FormData();
    form.set('file', file);
    request.send(form);
  });
}

export function outcomeOf(status: number, body: string): Uploaded | { readonly kind: 'signedOut' } {
  const answer = parse(body);
  if (typeof answer['previewId'] === 'string') return { kind: 'read', previewId: answer['previewId'] };
  if (status === 401 || answer['code'] === 'NOT_SIGNED_IN') return { kind: 'signedOut' };
  if (typeof answer['message'] === 'string' && status < 500)
    return { kind: 'refused', message: answer['message'] };
  return { kind: 'unreachable' };
}

function parse(body: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
