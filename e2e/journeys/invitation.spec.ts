/** An account of one's own, in Russian: invited by a link, a password chosen, signed out and in again. J2.2, J5.1 */
import { expect, test } from '../support/journey.ts';
import { words } from '../support/words.ts';

const en = words('en');
const ru = words('ru');
const password = 'correct horse battery staple';

test('[AC3] a colleague is invited by a link, accepts, signs out and in; the link works once', async ({
  open,
  browser,
  server,
}) => {
  const lead = await open('Mira Solt');
  await lead.goto('/c/velmora-2025/people');
  const email = `colleague.${Date.now()}@odla.velmora.example`;
  await lead.getByRole('combobox').first().selectOption({ label: 'Open Door Legal Aid' });
  await lead.getByLabel(en('organisations.invite.email')).fill(email);
  await lead.getByRole('radio', { name: 'Русский' }).check();
  await lead.getByRole('button', { name: en('organisations.invite.action') }).click();
  const link = await lead.getByLabel(en('organisations.invite.link')).inputValue();

  const context = await browser.newContext({ baseURL: server.url, locale: 'ru-RU' });
  const guest = await context.newPage();
  await guest.goto(link);
  await guest.getByLabel(ru('invitation.name')).fill('Мария Вельская');
  await guest.getByLabel(ru('invitation.password')).fill(password);
  await guest.getByRole('button', { name: ru('invitation.action') }).click();
  await expect(guest.getByText('вторая оценка 2025').first()).toBeVisible();

  await guest.goto('/c/velmora-2025');
  await expect(guest.getByText('Область 1. Права мигрантов').first()).toBeVisible();
  await expect(guest.getByText('Область 3')).toHaveCount(0);

  await guest.getByRole('button', { name: /Мария Вельская/ }).click();
  await guest.getByRole('button', { name: ru('app.signOut'), exact: true }).click();
  await guest.waitForURL('/');
  await guest.goto('/sign-in');
  await guest.getByLabel(ru('accounts.signIn.email')).fill(email);
  await guest.getByLabel(ru('accounts.signIn.password')).fill('not the password at all');
  await guest.getByRole('button', { name: ru('accounts.signIn.action'), exact: true }).click();
  await expect(guest.getByRole('alert')).toContainText('не совпадают');
  await guest.getByLabel(ru('accounts.signIn.password')).fill(password);
  await guest.getByRole('button', { name: ru('accounts.signIn.action'), exact: true }).click();
  await expect(guest.getByText('вторая оценка 2025').first()).toBeVisible();

  const again = await context.newPage();
  await again.goto(link);
  await expect(again.getByText(ru('invitation.gone'))).toBeVisible();
  await context.close();
});
