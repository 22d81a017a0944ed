import { useMutation } from '@apollo/client/react';
import {
  ApplyImportDocument,
  ReadingConsultationDocument,
  type ImportPreviewQuery,
  type ReadingConsultationQuery,
} from '@concord/schema';
import { localeNames } from '@concord/locale';
import { useState } from 'react';
import { useFormat } from '../i18n/format';
import { useText } from '../i18n/provider';
import { describeFailure } from '../platform/refused';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { StatusChip } from '../ui/chip';
import { Select } from '../ui/field';
import { Table } from '../ui/table';
import type { AppliedCounts } from './applied';
import { domainOptions, likelyLanguage, sectionState, type Domain } from './sections';
import { SectionPreview } from './section-preview';
import styles from './import.module.css';

export type ImportPreview = NonNullable<ImportPreviewQuery['importPreview']>;

type PreviewProps = {
  readonly preview: ImportPreview;
  readonly consultation: NonNullable<ReadingConsultationQuery['consultation']>;
  readonly onApplied: (counts: AppliedCounts) => void;
  readonly onStartOver: () => void;
};

export function Preview({ preview, consultation, onApplied, onStartOver }: PreviewProps) {
  const t = useText();
  const format = useFormat(consultation.timeZone);
  const [domains, setDomains] = useState<Readonly<Record<string, Domain>>>(() =>
    Object.fromEntries(
      preview.sections.map(({ key, domain }) => [key, domain === null ? '' : (String(domain) as Domain)]),
    ),
  );
  const [reading, setReading] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [apply, { loading }] = useMutation(ApplyImportDocument, {
    refetchQueries: [{ query: ReadingConsultationDocument, variables: { slug: consultation.slug } }],
    awaitRefetchQueries: true,
  });
  const looksLike = likelyLanguage(preview.sections.map(({ title }) => title));
  const changing = preview.sections.filter(({ status }) => status !== 'unchanged');
  const blocked = preview.sections.filter(({ status }) => status === 'conflict');

  const confirm = async () => {
    setProblem(null);
    try {
      const { data } = await apply({
        variables: {
          previewId: preview.id,
          assignments: preview.sections.map(({ key }) => ({
            key,
            domain: domains[key] ? Number(domains[key]) : null,
          })),
        },
      });
      if (data?.applyImport.__typename === 'ImportApplied') onApplied(data.applyImport);
      else setProblem(data?.applyImport.message ?? t('platform.failed'));
    } catch (error) {
      setProblem(describeFailure(error, t));
    }
  };

  return (
    <div className={styles.preview}>
      <p className={styles.file}>
        <strong>{preview.fileName}</strong> ·{' '}
        <span lang={preview.language}>{localeNames[preview.language]}</span> ·{' '}
        {t('exchange.preview.keptUntil', { time: format.time(preview.expiresAt) })}
      </p>
      <ul className={styles.counts}>
        {(['blocks', 'words', 'footnotes', 'tables'] as const).map((what) => (
          <li key={what}>
            <span className={styles.number}>{format.number(preview[what])}</span>
            <span className={styles.quiet}>{t(`exchange.preview.${what}`, { count: preview[what] })}</span>
          </li>
        ))}
      </ul>

      {looksLike !== null && looksLike !== preview.language && (
        <Banner
          tone="waiting"
          title={t('exchange.preview.otherLanguage', { language: localeNames[looksLike] })}
        >
          {t('exchange.preview.otherLanguageHint', { chosen: localeNames[preview.language] })}
        </Banner>
      )}
      <Losses preview={preview} />

      <Table caption={t('exchange.preview.sections', { count: preview.sections.length })} align="middle">
        <thead>
          <tr>
            <th scope="col">{t('exchange.preview.section')}</th>
            <th scope="col" className={styles.size}>
              {t('exchange.preview.size')}
            </th>
            <th scope="col">{t('exchange.preview.domain')}</th>
            <th scope="col">{t('exchange.preview.state')}</th>
          </tr>
        </thead>
        <tbody>
          {preview.sections.map((section) => (
            <tr key={section.key}>
              <th scope="row" className={styles.sectionTitle}>
                <button
                  type="button"
                  className={styles.look}
                  lang={section.title ? preview.language : undefined}
                  onClick={() => setReading(section.key)}
                >
                  {section.title || t('exchange.preview.front')}
                </button>
              </th>
              <td className={styles.size}>{t('exchange.preview.wordCount', { count: section.words })}</td>
              <td>
                <Select<Domain>
                  label={t('exchange.preview.domainOf', { title: section.title })}
                  labelHidden
                  className={styles.domain}
                  value={domains[section.key] ?? ''}
                  onChange={(domain) => setDomains({ ...domains, [section.key]: domain })}
                  options={domainOptions.map((domain) => ({
                    value: domain,
                    label:
                      domain === ''
                        ? t('exchange.preview.noDomain')
                        : `${domain}. ${t(`vocabulary.domain.${domain}`)}`,
                  }))}
                />
              </td>
              <td>
                <StatusChip {...sectionState(section.status, t)} plain />
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
      <p className={styles.quiet}>{t('exchange.preview.domainHint')}</p>

      {problem && (
        <Banner tone="refused" live title={t('exchange.preview.notApplied')}>
          {problem}
        </Banner>
      )}
      {blocked.length > 0 && (
        <Banner tone="refused">{t('exchange.preview.conflict', { count: blocked.length })}</Banner>
      )}
      {changing.length === 0 ? (
        <Banner tone="agreed" title={t('exchange.preview.nothingChanges')}>
          {t('exchange.preview.nothingChangesHint')}
        </Banner>
      ) : (
        <p className={styles.consequence}>{t('exchange.preview.consequence')}</p>
      )}
      <div className={styles.actions}>
        <Button onClick={onStartOver}>{t('exchange.import.chooseAgain')}</Button>
        <Button look="primary" busy={loading} disabled={blocked.length > 0} onClick={() => void confirm()}>
          {changing.length === 0
            ? t('exchange.preview.confirmUnchanged')
            : t('exchange.preview.confirm', { count: changing.length })}
        </Button>
      </div>
      <SectionPreview preview={preview} sectionKey={reading} onClose={() => setReading(null)} />
    </div>
  );
}

function Losses({ preview }: { readonly preview: ImportPreview }) {
  const t = useText();
  if (preview.losses.length === 0) return <Banner tone="agreed">{t('exchange.losses.none')}</Banner>;
  return (
    <Banner tone="changed" title={t('exchange.losses.title', { count: preview.losses.length })}>
      <ul className={styles.losses}>
        {preview.losses.map((loss) => (
          <li key={loss.kind}>
            {loss.message}
            {loss.examples.length > 0 && (
              <span className={styles.quiet}>
                {' '}
                {t('exchange.losses.examples', { examples: loss.examples.slice(0, 3).join(' · ') })}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Banner>
  );
}
