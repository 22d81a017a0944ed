import { useApolloClient, useQuery } from '@apollo/client/react';
import { AddEvidenceLinkDocument, CommentEvidenceDocument, RemoveEvidenceDocument } from '@concord/schema';
import type { CommentFieldsFragment as Comment, EvidenceFieldsFragment } from '@concord/schema';
import { use, useEffect, useRef, useState } from 'react';
import { useLocale, useText } from '../../i18n/provider';
import { Button, IconButton } from '../../ui/button';
import { TextField } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/progress';
import { ErrorState } from '../../ui/state';
import { FailureNotice } from '../failure-notice';
import { useFormKeys } from '../use-element-events';
import { useSend } from '../send';
import type { Failure } from '../send';
import { sendEvidence } from './send-evidence';
import styles from './evidence.module.css';

export type EvidenceProps = {
  readonly comment: Pick<Comment, 'id' | 'version'>;
  /** Where evidence is given: on the desk, while the draft may be revised. */
  readonly editable?: boolean;
  /** Somebody decides on all that is seen: what is still on its way, or can't be read, is told and not taken for none. */
  readonly whole?: boolean;
  /** The list that shows the comment asked for it: nothing is fetched for each. */
  readonly inList?: boolean;
  /** When it was asked for ahead: until then there is nothing to show, here or below. */
  readonly until?: Promise<unknown> | null;
};

/** The files and addresses that a comment rests on. A file is saved, never opened here. */
export default function Evidence({
  comment,
  editable = false,
  whole = false,
  inList = false,
  until = null,
}: EvidenceProps) {
  if (until) use(until);
  const t = useText();
  const { locale } = useLocale();
  const client = useApolloClient();
  const send = useSend();
  const variables = { id: comment.id };
  const { data, error, refetch } = useQuery(CommentEvidenceDocument, {
    variables,
    fetchPolicy: until || inList ? 'cache-first' : 'cache-and-network',
  });
  const file = useRef<HTMLInputElement>(null);
  const fileButton = useRef<HTMLButtonElement>(null);
  const linkButton = useRef<HTMLButtonElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const [busy, setBusy] = useState(false);
  const [link, setLink] = useState<{ href: string; name: string } | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  // A draft has a new version when a colleague gives or takes back a piece.
  const shown = useRef(comment.version);
  useEffect(() => {
    if (shown.current === comment.version) return;
    shown.current = comment.version;
    // What can't be read now is read when it is next asked for.
    void refetch().catch(() => undefined);
  }, [comment.version, refetch]);
  const given = data?.comment?.evidence ?? [];
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
  const leaveLink = () => {
    setLink(null);
    linkButton.current?.focus();
  };
  const addLink = async () => {
    if (!link || busy) return;
    setBusy(true);
    const outcome = await send(
      AddEvidenceLinkDocument,
      { commentId: comment.id, ...link },
      (got) => got.addEvidenceLink,
    );
    if (await after('failure' in outcome ? outcome.failure : null)) leaveLink();
  };
  const remove = async (evidenceId: string) => {
    setBusy(true);
    const outcome = await send(RemoveEvidenceDocument, { evidenceId }, (got) => got.removeEvidence);
    if (await after('failure' in outcome ? outcome.failure : null)) fileButton.current?.focus();
  };
  useFormKeys(form, { send: addLink, leave: leaveLink });
  if (whole && !data) return error ? <ErrorState onRetry={() => void refetch()} /> : <Skeleton lines={1} />;
  if (!editable && given.length === 0) return null;
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
          <Button
            ref={fileButton}
            size="small"
            icon="upload"
            busy={busy}
            onClick={() => file.current?.click()}
          >
            {t('acts.evidence.file')}
          </Button>
          <Button
            ref={linkButton}
            size="small"
            look="quiet"
            icon="link"
            aria-expanded={link !== null}
            onClick={() => setLink(link ? null : { href: '', name: '' })}
          >
            {t('acts.evidence.link')}
          </Button>
        </div>
      )}
      {link && (
        <form
          ref={form}
          className={styles.link}
          onSubmit={(event) => {
            event.preventDefault();
            void addLink();
          }}
        >
          <TextField
            ref={takeFocus}
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
          <Button size="small" look="quiet" onClick={leaveLink}>
            {t('ui.cancel')}
          </Button>
        </form>
      )}
      <FailureNotice failure={failure} />
    </section>
  );
}

const takeFocus = (field: HTMLInputElement | null) => field?.focus();

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
