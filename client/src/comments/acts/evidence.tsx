import { useApolloClient, useQuery } from '@apollo/client/react';
import { AddEvidenceLinkDocument, CommentEvidenceDocument, RemoveEvidenceDocument } from '@concord/schema';
import type { CommentFieldsFragment as Comment, EvidenceFieldsFragment } from '@concord/schema';
import { use, useRef, useState } from 'react';
import { useLocale, useText } from '../../i18n/provider';
import { Button, IconButton } from '../../ui/button';
import { TextField } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { FailureNotice } from '../failure-notice';
import { useSend } from '../send';
import type { Failure } from '../send';
import { sendEvidence } from './send-evidence';
import styles from './evidence.module.css';

export type EvidenceProps = {
  readonly comment: Pick<Comment, 'id'>;
  /** Where evidence is given: on the desk, while the draft may be revised. */
  readonly editable?: boolean;
  /** When it was asked for ahead: until then there is nothing to show, here or below. */
  readonly until?: Promise<unknown> | null;
};

/** The files and addresses that a comment rests on. A file is saved, never opened here. */
export default function Evidence({ comment, editable = false, until = null }: EvidenceProps) {
  if (until) use(until);
  const t = useText();
  const { locale } = useLocale();
  const client = useApolloClient();
  const send = useSend();
  const variables = { id: comment.id };
  const { data } = useQuery(CommentEvidenceDocument, {
    variables,
    fetchPolicy: until ? 'cache-first' : 'cache-and-network',
  });
  const file = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [link, setLink] = useState<{ href: string; name: string } | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const given = data?.comment?.evidence ?? [];
  if (!editable && given.length === 0) return null;

  const again = () => client.refetchQueries({ include: [CommentEvidenceDocument] });
  const after = async (problem: Failure | null): Promise<boolean> => {
    setFailure(problem);
    setBusy(false);
    if (!problem) await again();
    return problem === null;
  };
  const addFile = async (chosen: File) => {
    setBusy(true);
    await after(await sendEvidence({ commentId: comment.id, file: chosen, locale, t }));
  };
  const addLink = async () => {
    if (!link) return;
    setBusy(true);
    const outcome = await send(
      AddEvidenceLinkDocument,
      { commentId: comment.id, ...link },
      (got) => got.addEvidenceLink,
    );
    if (await after('failure' in outcome ? outcome.failure : null)) setLink(null);
  };
  const remove = async (evidenceId: string) => {
    setBusy(true);
    const outcome = await send(RemoveEvidenceDocument, { evidenceId }, (got) => got.removeEvidence);
    await after('failure' in outcome ? outcome.failure : null);
  };
  return (
    <section className={styles.evidence}>
      <h4 className={styles.title}>{t('acts.evidence')}</h4>
      {given.length > 0 && (
        <ul className={styles.list}>
          {given.map((one) => (
            <li key={one.id} className={styles.one}>
              <Icon name={one.href === null ? 'file' : 'external'} size={14} />
              <Piece evidence={one} />
              {editable && (
                <IconButton
                  size="small"
                  icon="trash"
                  label={t('acts.evidence.remove', { name: one.name })}
                  busy={busy}
                  onClick={() => void remove(one.id)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {editable && (
        <div className={styles.add}>
          <input
            ref={file}
            type="file"
            hidden
            accept=".pdf,.png,.jpg,.jpeg,.docx"
            aria-label={t('acts.evidence.file')}
            onChange={(event) => {
              const chosen = event.currentTarget.files?.[0];
              event.currentTarget.value = '';
              if (chosen) void addFile(chosen);
            }}
          />
          <Button size="small" icon="upload" busy={busy} onClick={() => file.current?.click()}>
            {t('acts.evidence.file')}
          </Button>
          {!link && (
            <Button size="small" look="quiet" icon="link" onClick={() => setLink({ href: '', name: '' })}>
              {t('acts.evidence.link')}
            </Button>
          )}
        </div>
      )}
      {link && (
        <form
          className={styles.link}
          onSubmit={(event) => {
            event.preventDefault();
            void addLink();
          }}
        >
          <TextField
            label={t('acts.evidence.href')}
            value={link.href}
            onChange={(href) => setLink({ ...link, href })}
            inputMode="url"
          />
          <TextField
            label={t('acts.evidence.name')}
            value={link.name}
            onChange={(name) => setLink({ ...link, name })}
            optional
          />
          <Button size="small" type="submit" busy={busy}>
            {t('acts.evidence.add')}
          </Button>
          <Button size="small" look="quiet" onClick={() => setLink(null)}>
            {t('ui.cancel')}
          </Button>
        </form>
      )}
      <FailureNotice failure={failure} />
    </section>
  );
}

function Piece({ evidence: { id, name, size, href } }: { readonly evidence: EvidenceFieldsFragment }) {
  const t = useText();
  if (href !== null)
    return (
      <a href={href} rel="noopener noreferrer" target="_blank">
        {name}
      </a>
    );
  return (
    <>
      <a href={`/files/evidence/${id}`} download={name}>
        {name}
      </a>
      {size !== null && (
        <span className={styles.size}>
          {t('acts.evidence.size', { size: Math.max(1, Math.ceil(size / 1024)) })}
        </span>
      )}
    </>
  );
}
