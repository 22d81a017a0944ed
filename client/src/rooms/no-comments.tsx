import { useQuery } from '@apollo/client/react';
import { GiveNilReturnDocument, NilReturnsDocument, TakeBackNilReturnDocument } from '@concord/schema';
import { FailureNotice, useOpenConsultation, useSending } from '../comments';
import { useText } from '../i18n/provider';
import { Button } from '../ui/button';
import { StatusChip } from '../ui/chip';
import styles from './desk.module.css';

/** "No comments on this section": said formally, so that silence is never taken for it. It can be taken back. */
export function NoComments({ sectionId }: { readonly sectionId: string }) {
  const t = useText();
  const { send, busy, failure } = useSending();
  const { id: consultationId, slug } = useOpenConsultation();
  const { data, refetch } = useQuery(NilReturnsDocument, { variables: { slug } });
  const mine = data?.consultation?.round?.myResponse;
  if (!mine) return null;
  const said = mine.nilSections.includes(sectionId);
  const change = async () => {
    const variables = { consultationId, sectionId };
    const outcome = said
      ? await send(TakeBackNilReturnDocument, variables, (answer) => answer.takeBackNilReturn)
      : await send(GiveNilReturnDocument, variables, (answer) => answer.giveNilReturn);
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
