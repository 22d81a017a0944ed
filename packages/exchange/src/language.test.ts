import { expect, test } from 'vitest';
import { p, r } from '../test/docx-builder.js';
import { read } from '../test/reading.js';
import { languageOf } from './language.js';

const AZ =
  'Profil Velmoranın miqrasiyanı idarə etdiyi qanunları, qurumları və siyasətləri təsvir edir. Mətn layihədir və hər bir qurum faktları düzəltməyə, çatışmayan mənbələri göstərməyə dəvət olunur.';
const RU =
  'Профиль описывает законы, учреждения и политику, с помощью которых Вельмора управляет миграцией. Текст является проектом, и каждое учреждение приглашается исправить факты.';
const EN =
  'This profile takes stock of the laws, institutions and policies with which Velmora governs migration. The text is a draft, and each institution is invited to correct facts.';
const UK =
  'Профіль описує закони, установи та політику, за допомогою яких Вельмора управляє міграцією. Текст є проєктом, і кожна установа може виправити факти та їхні джерела.';

test.each([
  [AZ, 'az'],
  [RU, 'ru'],
  [EN, 'en'],
  [UK, null],
])('[EX18] letters tell the language: %s', (text, language) => {
  expect(languageOf(text, ['en-US'])).toBe(language);
});

test('[EX18] a short text is what the file says it is: runs first, then properties', async () => {
  expect((await read(p(r('Salam', '<w:lang w:val="az-Latn-AZ"/>')))).language).toBe('az');
  expect((await read({ body: p('Да'), core: '<dc:language>ru-RU</dc:language>' })).language).toBe('ru');
  const styles =
    '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>';
  expect((await read({ body: p('Yes'), styles })).language).toBe('en');
  expect((await read(p('?'))).language).toBeNull();
});
