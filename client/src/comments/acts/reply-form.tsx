import { fits, limits } from '@concord/consultation';
import { ReplyToCommentDocument } from '@concord/schema';
import type { CommentFieldsFragment as Comment } from '@concord/schema';
import { useState } from 'react';
import { useLocale, useText } from '../../i18n/provider';
import { Button } from '../../ui/button';
import { TextArea } from '../../ui/field';
import { useOpenConsultation } from '../consultation';
import { FailureNotice } from '../failure-notice';
import { newKey } from '../key';
import { useSending } from '../send';
import { useUnsent } from '../use-unsent';
import { ActForm } from './act-form';
import styles from '../act-form.module.css';

type KeyedText = { readonly key: string; readonly text: string };

/** A reply is read at once, under the organisation's name: the form says so one line above the button. */
export default function ReplyForm({
  comment,
  onClose,
}: {
  readonly comment: Comment;
  readonly onClose: () => void;
}) {
  const t = useText();
  const { locale } = useLocale();
  const { send, busy, failure } = useSending();
  const consultation = useOpenConsultation();
  const [blank] = useState(() => ({ key: newKey(), text: '' }));
  const { value, change, forget } = useUnsent<KeyedText>(`reply/${comment.id}`, blank, storedKeyedText);
  const [tried, setTried] = useState(false);
  const length = fits(value.text, limits.reply);
  const problem =
    tried && length !== 'fits'
      ? t(`comments.problem.body_${length === 'too_long' ? 'too_long' : 'missing'}`)
      : undefined;

  const reply = async () => {
    setTried(true);
    if (length !== 'fits' || busy) return;
    const outcome = await send(
      ReplyToCommentDocument,
      { input: { key: value.key, commentId: comment.id, body: value.text.trim(), language: locale } },
      (data) => data.replyToComment,
    );
    if ('failure' in outcome) return;
    forget();
    onClose();
  };
  return (
    <ActForm onSubmit={() => void reply()}>
      <p className={styles.who}>
        {t('acts.reply.who', { organisation: consultation.myOrganisation?.name[locale] ?? '' })}
      </p>
      <TextArea
        label={t('acts.reply')}
        value={value.text}
        onChange={(text) => change({ ...value, text })}
        lang={locale}
        limit={limits.reply.max}
        rows={3}
        required
        autoFocus
        error={problem}
      />
      <FailureNotice failure={failure} />
      <div className={styles.actions}>
        <Button size="small" onClick={onClose}>
          {t('ui.cancel')}
        </Button>
        <Button size="small" look="primary" type="submit" busy={busy}>
          {t('acts.reply.send')}
        </Button>
      </div>
    </ActForm>
  );
}

export function storedKeyedText(value: unknown): KeyedText | null {
  if (typeof value !== 'object' || value === null || !('key' in value) || !('text' in value)) return null;
  const { key, text } = value;
  return typeof key === 'string' && typeof text === 'string' ? { key, text } : null;
}
