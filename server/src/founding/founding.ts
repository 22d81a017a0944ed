import { organisationKinds, roles } from '@concord/consultation';
import { locales } from '@concord/locale';
import type { DataSource } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { newInvitation } from '../accounts/index.js';
import { Consultation } from '../consultations/index.js';
import { Organisation, Participation } from '../organisations/index.js';
import { appendEvents } from '../platform/events/append.js';
import { INSTALLATION, onRecord, type NewEvent } from '../platform/events/event.js';
import { foundRound } from '../rounds/index.js';

const text = z.object({ az: z.string().min(1), en: z.string().min(1), ru: z.string().min(1) });
const code = z.string().regex(/^[A-Z0-9]{2,12}$/, '2 to 12 capital letters or digits');

const shape = z.object({
  slug: z.string().regex(/^[a-z0-9-]{3,60}$/, 'small letters, digits and hyphens'),
  title: text,
  timeZone: z.string().refine(isTimeZone, 'an IANA time zone such as Asia/Baku'),
  languages: z
    .array(z.enum(locales))
    .min(1)
    .default([...locales]),
  originalLanguage: z.enum(locales),
  opensAt: z.iso.datetime({ offset: true }).nullable().default(null),
  closesAt: z.iso.datetime({ offset: true }).nullable().default(null),
  lead: code,
  organisations: z
    .array(
      z.object({
        code,
        kind: z.enum(organisationKinds),
        name: text,
        abbreviation: text,
        domains: z.array(z.number().int().min(1).max(6)).nullable().default(null),
      }),
    )
    .min(1),
  invite: z.object({
    email: z.email(),
    organisation: code,
    roles: z.array(z.enum(roles)).min(1).default(['lead_agency', 'administrator']),
    locale: z.enum(locales),
  }),
});

export type Founding = z.infer<typeof shape>;

/** The file, or a sentence per thing that is wrong with it. */
export function parseFounding(json: string): { founding: Founding } | { problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    return { problem: `  It is not JSON: ${error instanceof Error ? error.message : ''}` };
  }
  const parsed = shape.safeParse(value);
  if (!parsed.success) {
    return {
      problem: parsed.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`).join('\n'),
    };
  }
  const codes = parsed.data.organisations.map((organisation) => organisation.code);
  const missing = [parsed.data.lead, parsed.data.invite.organisation].filter((one) => !codes.includes(one));
  if (missing.length > 0)
    return { problem: `  organisations: ${missing.join(', ')} is named but not listed` };
  return { founding: parsed.data };
}

/** Whole or not at all. Returns the secret of the first invitation; null when the consultation exists already. */
export function found(dataSource: DataSource, founding: Founding, now: Date): Promise<string | null> {
  return dataSource.transaction(async (manager) => {
    if (await manager.existsBy(Consultation, { slug: founding.slug })) return null;
    const ids = new Map<string, string>();
    const events: NewEvent[] = [];
    for (const { code: organisation, kind, name, abbreviation } of founding.organisations) {
      const known = await manager.findOneBy(Organisation, { code: organisation });
      const id = known?.id ?? uuid();
      if (!known) {
        await manager.insert(Organisation, { id, code: organisation, kind, name, abbreviation });
        events.push(onRecord('organisation_added', INSTALLATION, id, { data: { code: organisation, kind } }));
      }
      ids.set(organisation, id);
    }
    const id = uuid();
    await manager.insert(Consultation, {
      id,
      slug: founding.slug,
      title: founding.title,
      demo: false,
      leadId: ids.get(founding.lead) ?? '',
      languages: founding.languages,
      originalLanguage: founding.originalLanguage,
      timeZone: founding.timeZone,
      nextCommentNumber: 1,
      createdAt: now,
    });
    await foundRound(manager, id, {
      opensAt: founding.opensAt === null ? null : new Date(founding.opensAt),
      closesAt: founding.closesAt === null ? null : new Date(founding.closesAt),
    });
    await manager.insert(
      Participation,
      founding.organisations.map(({ code: organisation, domains }, index) => ({
        consultationId: id,
        organisationId: ids.get(organisation) ?? '',
        domains,
        ordinal: index + 1,
      })),
    );
    const { email, organisation, roles: granted, locale } = founding.invite;
    const { secret } = await newInvitation(manager, {
      consultationId: id,
      organisationId: ids.get(organisation) ?? '',
      email: email.toLowerCase(),
      roles: granted,
      locale,
      invitedBy: null,
      now,
    });
    events.push(onRecord('consultation_founded', INSTALLATION, id, { data: { slug: founding.slug } }));
    const invited = { organisationId: ids.get(organisation) ?? '', data: { roles: granted.join(' ') } };
    events.push(onRecord('invitation_made', id, invited.organisationId, invited));
    await appendEvents({ manager, now, events }, { kind: 'anonymous' });
    return secret;
  });
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
