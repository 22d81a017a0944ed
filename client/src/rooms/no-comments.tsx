import { useQuery } from '@apollo/client/react';
import { GiveNilReturnDocument, NilReturnsDocument, TakeBackNilReturnDocument } from '@concord/schema';
import { useState } from 'react';
import { FailureNotice, useOpenConsultation, useSend } from '../comments';
import type { Failure } from '../comments';
import { useText } from '../i18n/provider';
import { Button } from '../ui/button';
import { StatusChip } from '../ui/chip';
import styles from './desk.module.css';

/** "No comments on this section": said formally, so that silence is never taken for it. It can be taken back. */
export function NoComments({ sectionId }: { readonly sectionId: string }) {
  const t = useText();
  const send = useSend();
  const { id: consultationId, slug } = useOpenConsultation();
  const { data, refetch } = useQuery(NilReturnsDocument, { variables: { slug } });
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const mine = data?.consultation?.round?.myResponse;
  if (!mine) return null;
  const said = mine.nilSections.includes(sectionId);
  const change = async () => {
    setBusy(true);
    const variables = { consultationId, sectionId };
    const outcome = said
      ? await send(TakeBackNilReturnDocument, variables, (answer) => answer.takeBackNilReturn)
      : await send(GiveNilReturnDocument, variables, (answer) => answer.giveNilReturn);
    setBusy(false);
    setFailure('failure' in outcome ? outcome.failure : null);
    if ('done' in outcome) await refetch();
  };
  return (
    <div className={styles.nothing}>
      {said && <StatusChip meaning="agreed" label={t('rooms.nothing.said')} />}
      <Button size="small" look="quiet" busy={busy} onClick={() => void change()}>
        {t(said ? 'rooms.nothing.takeBack' : 'rooms.nothing')}
      </Button>
      <FailureNotice failure={failure} />
    </div>
  );
}
