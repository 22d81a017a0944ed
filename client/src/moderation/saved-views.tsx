import { useApolloClient, useQuery } from '@apollo/client/react';
import { fits, moderationLimits } from '@concord/consultation';
import { ForgetViewDocument, ModeratorsDocument, SaveViewDocument } from '@concord/schema';
import { useState } from 'react';
import { FailureNotice, useOpenConsultation, useSend, useSending } from '../comments';
import { useText } from '../i18n/provider';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { TextField } from '../ui/field';
import { Menu } from '../ui/menu';
import { useToast } from '../ui/toast';
import { inboxFiltersIn, inboxQueryOf, sameFilters, type InboxFilters } from './inbox-filters';

type SavedViewsProps = {
  readonly filters: InboxFilters;
  readonly onChange: (filters: InboxFilters) => void;
};

/** Views that a moderator keeps under a name: theirs alone, on every device they sign in on. */
export function SavedViews({ filters, onChange }: SavedViewsProps) {
  const t = useText();
  const toast = useToast();
  const send = useSend();
  const client = useApolloClient();
  const { id: consultationId } = useOpenConsultation();
  const { data } = useQuery(ModeratorsDocument, { variables: { consultationId } });
  const [naming, setNaming] = useState(false);
  const views = (data?.savedViews ?? []).map((view) => ({
    ...view,
    filters: inboxFiltersIn(new URLSearchParams(view.query)),
  }));
  const shown = views.find((view) => sameFilters(view.filters, filters));
  const again = () => client.refetchQueries({ include: [ModeratorsDocument] });

  const forget = async (id: string, name: string) => {
    const outcome = await send(ForgetViewDocument, { id }, (answer) => answer.forgetView);
    toast({
      text: 'failure' in outcome ? outcome.failure.message : t('moderation.views.forgotten', { name }),
    });
    await again();
  };
  return (
    <>
      <Menu
        label={t('moderation.views')}
        face={shown ? shown.name : t('moderation.views')}
        icon="chevronDown"
        look="secondary"
        size="small"
        groups={[
          ...(views.length > 0
            ? [
                {
                  id: 'views',
                  title: t('moderation.views.mine'),
                  chosen: shown?.id ?? '',
                  actions: views.map((view) => ({
                    id: view.id,
                    label: view.name,
                    onSelect: () => onChange(view.filters),
                  })),
                },
              ]
            : []),
          {
            id: 'keep',
            actions: [
              {
                id: 'keep',
                label: t('moderation.views.keep.open'),
                icon: 'plus' as const,
                description: t('moderation.views.keep.explain'),
                onSelect: () => setNaming(true),
              },
              ...(shown
                ? [
                    {
                      id: 'forget',
                      label: t('moderation.views.forget', { name: shown.name }),
                      icon: 'trash' as const,
                      onSelect: () => void forget(shown.id, shown.name),
                    },
                  ]
                : []),
            ],
          },
        ]}
      />
      {naming && (
        <NameDialog
          query={inboxQueryOf(filters).toString()}
          taken={views.map(({ name }) => name)}
          onClose={(kept) => {
            setNaming(false);
            if (kept) void again();
          }}
        />
      )}
    </>
  );
}

type NameDialogProps = {
  readonly query: string;
  readonly taken: readonly string[];
  readonly onClose: (kept: boolean) => void;
};

function NameDialog({ query, taken, onClose }: NameDialogProps) {
  const t = useText();
  const toast = useToast();
  const { send, busy, failure } = useSending();
  const { id: consultationId } = useOpenConsultation();
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const fit = fits(name, moderationLimits.viewName);
  const keep = async () => {
    setTried(true);
    if (fit !== 'fits' || busy) return;
    const outcome = await send(
      SaveViewDocument,
      { consultationId, name, query },
      (answer) => answer.saveView,
    );
    if ('failure' in outcome) return;
    toast({ text: t('moderation.views.kept', { name: name.trim() }), meaning: 'agreed' });
    onClose(true);
  };
  return (
    <Dialog
      open
      size="small"
      title={t('moderation.views.keep.title')}
      onClose={() => onClose(false)}
      actions={
        <>
          <Button onClick={() => onClose(false)}>{t('ui.cancel')}</Button>
          <Button look="primary" busy={busy} onClick={() => void keep()}>
            {t('moderation.views.keep')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('moderation.views.name')}
        description={taken.includes(name.trim()) ? t('moderation.views.replaces') : t('moderation.views.who')}
        value={name}
        onChange={setName}
        required
        data-autofocus
        maxLength={moderationLimits.viewName.max}
        error={tried && fit !== 'fits' ? t('moderation.views.name.problem') : undefined}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          void keep();
        }}
      />
      <FailureNotice failure={failure} />
    </Dialog>
  );
}
