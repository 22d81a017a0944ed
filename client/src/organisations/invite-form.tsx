import { useMutation } from '@apollo/client/react';
import { localeNames, locales, type Locale } from '@concord/locale';
import { roles as allRoles, type Role } from '@concord/consultation';
import { InviteDocument, type ReadingConsultationQuery } from '@concord/schema';
import { useState } from 'react';
import { useFormat } from '../i18n/format';
import { useLocale, useText } from '../i18n/provider';
import { describeFailure } from '../platform/refused';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { Checkbox, RadioGroup } from '../ui/choice';
import { CopyField } from '../ui/copy';
import { Select, TextField } from '../ui/field';
import { Form, FormActions } from '../ui/form';
import styles from './people-page.module.css';

type Consultation = NonNullable<ReadingConsultationQuery['consultation']>;
type Made = { readonly url: string; readonly expiresAt: string; readonly email: string };
type Problem = { readonly field: string | null; readonly message: string };

/** An administrator is not made by a link. */
const invitable = allRoles.filter((role) => role !== 'administrator');

export function InviteForm({ consultation }: { readonly consultation: Consultation }) {
  const t = useText();
  const { locale } = useLocale();
  const format = useFormat(consultation.timeZone);
  const organisations = consultation.organisations.toSorted((a, b) =>
    format.compare(a.name[locale], b.name[locale]),
  );
  const [organisationId, setOrganisationId] = useState('');
  const [email, setEmail] = useState('');
  const [roles, setRoles] = useState<readonly Role[]>(['contributor']);
  const [language, setLanguage] = useState<Locale>(locale);
  const [asked, setAsked] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [made, setMade] = useState<Made | null>(null);
  const [invite, { loading }] = useMutation(InviteDocument);

  const submit = async () => {
    setAsked(true);
    setProblem(null);
    if (!organisationId || !email.trim() || roles.length === 0) return;
    try {
      const { data } = await invite({
        variables: {
          input: {
            consultationId: consultation.id,
            organisationId,
            email: email.trim(),
            roles: [...roles],
            locale: language,
          },
        },
      });
      const answer = data?.invite;
      if (answer?.__typename === 'InvitationCreated') setMade({ ...answer, email: email.trim() });
      else if (answer) setProblem({ field: answer.field, message: answer.message });
    } catch (error) {
      setProblem({ field: null, message: describeFailure(error, t) });
    }
  };
  const errorOf = (field: string, empty: boolean) =>
    asked && empty
      ? t('organisations.invite.fillIn')
      : problem?.field === field
        ? problem.message
        : undefined;

  if (made) {
    return (
      <div className={styles.made}>
        <Banner tone="agreed" live title={t('organisations.invite.made', { email: made.email })}>
          {t('organisations.invite.madeHint', { date: format.dateTime(made.expiresAt) })}
        </Banner>
        <CopyField label={t('organisations.invite.link')} value={made.url} />
        <Button
          onClick={() => {
            setMade(null);
            setEmail('');
            setAsked(false);
          }}
        >
          {t('organisations.invite.another')}
        </Button>
      </div>
    );
  }
  const general =
    problem && !['organisationId', 'email', 'roles'].includes(problem.field ?? '') ? problem : null;
  const rolesError = errorOf('roles', roles.length === 0);
  return (
    <Form onSubmit={() => void submit()} label={t('organisations.invite.title')}>
      {general && (
        <Banner tone="refused" live>
          {general.message}
        </Banner>
      )}
      <Select
        label={t('organisations.people.organisation')}
        required
        value={organisationId}
        onChange={setOrganisationId}
        error={errorOf('organisationId', !organisationId)}
        options={[
          { value: '', label: t('organisations.invite.choose'), disabled: true },
          ...organisations.map(({ id, name }) => ({ value: id, label: name[locale] })),
        ]}
      />
      <TextField
        label={t('organisations.invite.email')}
        type="email"
        autoComplete="off"
        required
        value={email}
        onChange={setEmail}
        error={errorOf('email', !email.trim())}
      />
      <fieldset className={styles.roles}>
        <legend>{t('organisations.invite.roles')}</legend>
        {invitable.map((role) => (
          <Checkbox
            key={role}
            label={t(`vocabulary.role.${role}`)}
            checked={roles.includes(role)}
            onChange={(on) => setRoles(invitable.filter((one) => (one === role ? on : roles.includes(one))))}
          />
        ))}
        {rolesError && <span className={styles.error}>{rolesError}</span>}
      </fieldset>
      <RadioGroup<Locale>
        label={t('organisations.invite.language')}
        layout="row"
        value={language}
        onChange={setLanguage}
        choices={locales.map((one) => ({ value: one, label: <span lang={one}>{localeNames[one]}</span> }))}
      />
      <FormActions>
        <Button type="submit" look="primary" icon="link" busy={loading}>
          {t('organisations.invite.action')}
        </Button>
      </FormActions>
    </Form>
  );
}
