import type { Locale } from '@concord/locale';
import type { Translate } from '../../i18n/provider';
import type { Failure } from '../send';

type Sending = {
  readonly commentId: string;
  readonly file: File;
  readonly locale: Locale;
  readonly t: Translate;
};

/** As large as a file may be; a larger one is told so without sending it. */
const most = 20 * 1024 * 1024;

/** Sends a file for a draft; whatever comes of it is a value. Null when it was taken. */
export async function sendEvidence({ commentId, file, locale, t }: Sending): Promise<Failure | null> {
  const failed = (message: string): Failure => ({ code: 'FAILED', message, field: null });
  if (file.size > most) return failed(t('acts.evidence.tooLarge'));
  const form = new FormData();
  form.set('file', file);
  try {
    const response = await fetch(`/files/evidence?comment=${encodeURIComponent(commentId)}`, {
      method: 'POST',
      headers: { 'x-concord': '1', 'x-concord-locale': locale },
      body: form,
    });
    if (response.ok) return null;
    const answer = (await response.json().catch(() => ({}))) as { message?: unknown };
    return failed(typeof answer.message === 'string' ? answer.message : t('ui.failed'));
  } catch {
    return { code: 'UNREACHABLE', message: t('acts.evidence.unreachable'), field: null };
  }
}
