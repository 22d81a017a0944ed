/** Every sentence a person may read when something was not done, in three languages, with what to do next. */
import type { Locale } from '@concord/locale';

type Text = Readonly<Record<Locale, string>>;

export const refusals = {
  NOT_FOUND: {
    en: 'This does not exist or is not open to you. Go back and choose from the list.',
    az: 'Bu məlumat mövcud deyil və ya sizin üçün açıq deyil. Geri qayıdıb siyahıdan seçin.',
    ru: 'Этих данных не существует или они вам недоступны. Вернитесь и выберите из списка.',
  },
  TEXT_FROZEN: {
    en: 'The text was frozen for consultation: only decisions change it now. Nothing was imported.',
    az: 'Mətn məsləhətləşmələr üçün sabitlənib: onu indi yalnız qərarlar dəyişir. Heç nə idxal edilmədi.',
    ru: 'Текст зафиксирован для консультаций: теперь его меняют только решения. Ничего не импортировано.',
  },
  NOTE_LENGTH: {
    en: 'Write between 1 and 5,000 characters.',
    az: '1 ilə 5 000 simvol arasında yazın.',
    ru: 'Напишите от 1 до 5 000 знаков.',
  },
  WORDING_WITHHELD: {
    en: 'Words of this proposal are withheld: accepted as it stands it would show them in the text. Accept it with wording of your own, or show the words first.',
    az: 'Bu təklifin sözləri açıqlanmır: olduğu kimi qəbul edilsə, onlar mətndə görünər. Onu öz ifadənizlə qəbul edin və ya əvvəlcə sözləri açın.',
    ru: 'Часть слов этого предложения скрыта: принятое без изменений, оно показало бы их в тексте. Примите его в своей редакции или сначала откройте слова.',
  },
  WITHHELD_MEANWHILE: {
    en: 'Another moderator changed meanwhile what is withheld of this comment. Look at it again.',
    az: 'Başqa moderator bu şərhin açıqlanmayan hissəsini bu arada dəyişib. Ona yenidən baxın.',
    ru: 'Другой модератор тем временем изменил, что скрыто в этом замечании. Посмотрите его снова.',
  },
  NOT_WITHHELD: {
    en: 'Nothing of this comment is withheld any more.',
    az: 'Bu şərhdə artıq açıqlanmayan heç nə yoxdur.',
    ru: 'В этом замечании больше ничего не скрыто.',
  },
  REDACTS_NOTHING: {
    en: 'Choose the words to be blacked out, or the files to be withheld.',
    az: 'Qaralanacaq sözləri və ya açıqlanmayacaq faylları seçin.',
    ru: 'Выберите слова, которые нужно закрыть, или файлы, которые нужно скрыть.',
  },
  WEBHOOK_URL: {
    en: 'No webhook goes to this address. It begins with https:// and leads to the open internet, without a name or password in it.',
    az: 'Vebhuk bu ünvana göndərilmir. Ünvan https:// ilə başlamalı, açıq internetə aparmalı, içində ad və şifrə olmamalıdır.',
    ru: 'Вебхук не отправляется на этот адрес. Адрес начинается с https:// и ведёт в открытый интернет, без имени и пароля в нём.',
  },
  WEBHOOK_COUNT: {
    en: 'A consultation has at most ten webhooks. Remove one that is no longer needed.',
    az: 'Məsləhətləşmədə ən çoxu on vebhuk ola bilər. Artıq lazım olmayanı silin.',
    ru: 'В консультации не более десяти вебхуков. Удалите тот, который больше не нужен.',
  },
  WEBHOOK_STOPPED: {
    en: 'This webhook is stopped. Let it go on first, then send the message again.',
    az: 'Bu vebhuk dayandırılıb. Əvvəlcə onu davam etdirin, sonra mesajı yenidən göndərin.',
    ru: 'Этот вебхук остановлен. Сначала возобновите его, затем отправьте сообщение снова.',
  },
  DELIVERY_NOT_GIVEN_UP: {
    en: 'This message has arrived meanwhile or is being tried again. Look again at the deliveries.',
    az: 'Bu mesaj artıq çatıb və ya yenidən göndərilir. Göndərişlərə yenidən baxın.',
    ru: 'Это сообщение уже доставлено или отправляется снова. Посмотрите отправки ещё раз.',
  },
  DUE_IN_PAST: {
    en: 'The day for the answer has to lie ahead. Choose a later one.',
    az: 'Cavab üçün son tarix gələcəkdə olmalıdır. Daha gec tarix seçin.',
    ru: 'Срок ответа должен быть в будущем. Выберите более позднюю дату.',
  },
  DEFERRAL_REQUIRED: {
    en: 'Say to whom the comment is put off and until which day. Without a day it would be forgotten.',
    az: 'Şərhin kimə və hansı tarixədək təxirə salındığını göstərin. Tarix olmasa, o unudular.',
    ru: 'Укажите, кому и до какого дня отложено замечание. Без срока оно забудется.',
  },
  DEFERRED_TO_WHOM: {
    en: 'Choose who takes care of it: the session, an organisation that takes part, or a named working group.',
    az: 'Kimin məşğul olacağını seçin: iclas, iştirakçı qurum və ya adı göstərilən işçi qrupu.',
    ru: 'Выберите, кто этим займётся: заседание, участвующая организация или названная рабочая группа.',
  },
  DEFERRED_TO_APART: {
    en: 'This organisation may not read the comment. Choose one that may.',
    az: 'Bu qurum həmin şərhi oxuya bilmir. Oxuya bilən qurumu seçin.',
    ru: 'Эта организация не может читать замечание. Выберите ту, которая может.',
  },
  DEFERRED_UNTIL_PAST: {
    en: 'The day until which it is put off has to lie ahead. Choose a later one.',
    az: 'Təxirə salma tarixi gələcəkdə olmalıdır. Daha gec tarix seçin.',
    ru: 'День, до которого отложено, должен быть в будущем. Выберите более позднюю дату.',
  },
  DEFERRED_UNTIL_FAR: {
    en: 'A comment is put off for a year at most. Choose an earlier day.',
    az: 'Şərh ən çoxu bir il təxirə salınır. Daha erkən tarix seçin.',
    ru: 'Замечание откладывают не более чем на год. Выберите более раннюю дату.',
  },
  GROUP_LENGTH: {
    en: 'The name of a working group has between 1 and 120 characters.',
    az: 'İşçi qrupunun adı 1 ilə 120 simvol arasında olmalıdır.',
    ru: 'Название рабочей группы содержит от 1 до 120 знаков.',
  },
  VERSION_EMPTY: {
    en: 'There is no text to freeze yet. Import the profile first.',
    az: 'Hələ sabitlənəcək mətn yoxdur. Əvvəlcə profili idxal edin.',
    ru: 'Пока нет текста, который можно зафиксировать. Сначала импортируйте профиль.',
  },
  VERSION_UNCHANGED: {
    en: 'The text has not changed since the last version. Nothing was frozen.',
    az: 'Mətn son versiyadan bəri dəyişməyib. Yeni versiya yaradılmadı.',
    ru: 'Текст не изменился с последней версии. Новая версия не создана.',
  },
  NOT_SIGNED_IN: {
    en: 'You are signed out. Sign in again; what you typed is kept.',
    az: 'Sessiya başa çatıb. Yenidən daxil olun; yazdıqlarınız saxlanılır.',
    ru: 'Сеанс завершён. Войдите снова; набранный текст сохранён.',
  },
  INVALID_INPUT: {
    en: 'Something in this form cannot be accepted. Check the marked field.',
    az: 'Formadakı məlumatın bir hissəsi qəbul edilmədi. İşarələnmiş sahəni yoxlayın.',
    ru: 'Форма заполнена неверно. Проверьте отмеченное поле.',
  },
  BODY_LENGTH: {
    en: 'A comment has between 1 and 20,000 characters. Shorten it, or write something.',
    az: 'Şərh 1 ilə 20 000 simvol arasında olmalıdır. Onu qısaldın və ya mətn yazın.',
    ru: 'Замечание содержит от 1 до 20 000 знаков. Сократите его или напишите текст.',
  },
  PROPOSAL_LENGTH: {
    en: 'Proposed wording has at most 20,000 characters. Shorten it.',
    az: 'Təklif olunan mətn ən çoxu 20 000 simvol ola bilər. Onu qısaldın.',
    ru: 'Предлагаемая редакция – не более 20 000 знаков. Сократите её.',
  },
  REASON_LENGTH: {
    en: 'A reason has at most 5,000 characters. Shorten it.',
    az: 'Əsaslandırma ən çoxu 5 000 simvol ola bilər. Onu qısaldın.',
    ru: 'Обоснование – не более 5 000 знаков. Сократите его.',
  },
  NAME_LENGTH: {
    en: 'A name has between 1 and 200 characters.',
    az: 'Ad 1 ilə 200 simvol arasında olmalıdır.',
    ru: 'Имя содержит от 1 до 200 знаков.',
  },
  PASSWORD_LENGTH: {
    en: 'A password has at least 12 characters. Choose a longer one.',
    az: 'Şifrə ən azı 12 simvoldan ibarət olmalıdır. Daha uzun şifrə seçin.',
    ru: 'Пароль содержит не менее 12 знаков. Выберите более длинный.',
  },
  EMAIL_INVALID: {
    en: 'This is not an e-mail address. Check the spelling.',
    az: 'Bu, e-poçt ünvanı deyil. Yazılışını yoxlayın.',
    ru: 'Это не адрес электронной почты. Проверьте написание.',
  },
  WRONG_CREDENTIALS: {
    en: 'E-mail and password don’t match. Try again, or ask your focal point for a new invitation.',
    az: 'E-poçt ünvanı və şifrə uyğun gəlmir. Yenidən cəhd edin və ya əlaqələndirici şəxsdən yeni dəvət istəyin.',
    ru: 'Адрес и пароль не совпадают. Попробуйте ещё раз или попросите новое приглашение у контактного лица.',
  },
  TOO_MANY_ATTEMPTS: {
    en: 'Too many attempts. Wait fifteen minutes, then try again.',
    az: 'Cəhdlərin sayı həddən çoxdur. On beş dəqiqə gözləyin, sonra yenidən cəhd edin.',
    ru: 'Слишком много попыток. Подождите пятнадцать минут и попробуйте снова.',
  },
  INVITATION_INVALID: {
    en: 'This invitation was used or has expired. Ask for a new one.',
    az: 'Bu dəvətdən istifadə olunub və ya müddəti bitib. Yenisini istəyin.',
    ru: 'Приглашение уже использовано или истекло. Попросите новое.',
  },
  STALE_TEXT: {
    en: 'The text has changed since you opened it. Nothing was applied; look at the new words and decide again.',
    az: 'Mətn siz onu açandan sonra dəyişib. Heç nə tətbiq edilmədi; yeni mətnə baxıb yenidən qərar verin.',
    ru: 'Текст изменился после того, как вы его открыли. Ничего не применено; посмотрите новую редакцию и решите снова.',
  },
  ALREADY_DECIDED: {
    en: 'Somebody else has just decided on this comment. Your decision was not recorded; read theirs.',
    az: 'Bu şərh üzrə artıq başqa şəxs qərar verib. Sizin qərarınız qeydə alınmadı; onun qərarını oxuyun.',
    ru: 'По этому замечанию только что принял решение другой модератор. Ваше решение не записано; прочтите принятое.',
  },
  EVIDENCE_TYPE: {
    en: 'This file cannot be taken. Evidence is a PDF, PNG, JPEG or Word file (.docx) whose name says what it is.',
    az: 'Bu fayl qəbul edilmədi. Təsdiqedici məlumat PDF, PNG, JPEG və ya Word (.docx) faylı olmalı, adı məzmununa uyğun gəlməlidir.',
    ru: 'Этот файл принять нельзя. Подтверждающие данные – файл PDF, PNG, JPEG или Word (.docx), имя которого отвечает содержанию.',
  },
  EVIDENCE_SIZE: {
    en: 'This file is larger than 20 MB. Make it smaller, or give a link instead.',
    az: 'Bu fayl 20 MB-dan böyükdür. Onu kiçildin və ya keçid göstərin.',
    ru: 'Файл больше 20 МБ. Уменьшите его или дайте ссылку.',
  },
  EVIDENCE_LINK: {
    en: 'This is not an address that a reader can open. It begins with https:// or mailto:.',
    az: 'Bu ünvanı oxucu aça bilməz. Ünvan https:// və ya mailto: ilə başlayır.',
    ru: 'Такой адрес читатель открыть не сможет. Адрес начинается с https:// или mailto:.',
  },
  EVIDENCE_COUNT: {
    en: 'A comment has at most 20 pieces of evidence. Remove one first.',
    az: 'Bir şərhə ən çoxu 20 təsdiqedici məlumat əlavə etmək olar. Əvvəlcə birini silin.',
    ru: 'К замечанию можно приложить не более 20 материалов. Сначала уберите один.',
  },
  WRONG_STATE: {
    en: 'The comment has moved on and this step is no longer possible. Reload it to see where it stands.',
    az: 'Şərhin vəziyyəti dəyişib və bu addım artıq mümkün deyil. Vəziyyətinə baxmaq üçün yenidən açın.',
    ru: 'Состояние замечания изменилось, и этот шаг больше невозможен. Откройте его заново.',
  },
  CHANGED_MEANWHILE: {
    en: 'A colleague has changed this draft since you opened it. Your text is kept here; compare and save again.',
    az: 'Siz açandan sonra həmkarınız bu qaralamanı dəyişib. Mətniniz burada saxlanılır; müqayisə edib yenidən yadda saxlayın.',
    ru: 'Коллега изменил черновик после того, как вы его открыли. Ваш текст сохранён; сравните и сохраните снова.',
  },
  KEY_REUSED: {
    en: 'This was already sent with other content. Reload the page and send again.',
    az: 'Bu, artıq başqa məzmunla göndərilib. Səhifəni yeniləyib yenidən göndərin.',
    ru: 'Это уже отправлено с другим содержанием. Обновите страницу и отправьте снова.',
  },
  REASON_REQUIRED: {
    en: 'This outcome needs a reason that the organisation will read. Write one.',
    az: 'Bu nəticə üçün qurumun oxuyacağı əsaslandırma lazımdır. Onu yazın.',
    ru: 'Для такого решения нужно обоснование, которое прочтёт организация. Напишите его.',
  },
  REASON_CODE_REQUIRED: {
    en: 'When a comment is not accepted, choose the kind of reason too.',
    az: 'Şərh qəbul edilmədikdə səbəbin növünü də seçin.',
    ru: 'Если замечание не принято, выберите и вид причины.',
  },
  WORDING_REQUIRED: {
    en: 'Write the wording that will stand in the text.',
    az: 'Mətnə daxil ediləcək redaksiyanı yazın.',
    ru: 'Напишите редакцию, которая войдёт в текст.',
  },
  WORDING_APART: {
    en: 'These words run across several cells of a table, so they cannot be replaced in one piece. Choose a decision that leaves the text as it is, and let a drafter change the table. Nothing was changed.',
    az: 'Bu sözlər cədvəlin bir neçə xanasını əhatə edir və onları birlikdə əvəz etmək mümkün deyil. Mətni dəyişməyən qərar seçin; cədvələ tərtibçi düzəliş edəcək. Heç nə dəyişdirilmədi.',
    ru: 'Эти слова занимают несколько ячеек таблицы, и заменить их вместе нельзя. Выберите решение, которое не меняет текст; таблицу исправит составитель. Ничего не изменено.',
  },
  PARAGRAPH_EMPTY: {
    en: 'A new paragraph needs words. Write them, or propose something else.',
    az: 'Yeni abzasın mətni olmalıdır. Mətni yazın və ya başqa təklif seçin.',
    ru: 'Новому абзацу нужен текст. Напишите его или предложите другое изменение.',
  },
  INDICATORS_UNKNOWN: {
    en: 'Give each indicator by its code, as 3.09, once; at most eight. Only a good practice names them.',
    az: 'Hər göstəricini kodu ilə (məsələn, 3.09) bir dəfə göstərin; ən çoxu səkkiz. Onları yalnız yaxşı təcrübə göstərir.',
    ru: 'Укажите каждый показатель его кодом, например 3.09, один раз; не более восьми. Их называет только передовая практика.',
  },
  BLOCK_GONE: {
    en: 'This paragraph is no longer in the text. Nothing was saved; what you typed is kept. Choose another place.',
    az: 'Bu abzas artıq mətndə yoxdur. Heç nə yadda saxlanmadı; yazdıqlarınız qalır. Başqa yer seçin.',
    ru: 'Этого абзаца в тексте больше нет. Ничего не сохранено; набранное осталось. Выберите другое место.',
  },
  NOTE_STAYS: {
    en: 'A footnote stands and goes with its mark in the text. Propose other words for it instead.',
    az: 'Haşiyə mətndəki işarəsi ilə birlikdə durur və silinir. Bunun əvəzinə haşiyə üçün başqa sözlər təklif edin.',
    ru: 'Сноска существует вместе со своим знаком в тексте. Предложите для неё другие слова.',
  },
  TITLE_STAYS: {
    en: 'The heading of a section stays where it is. Propose other words for it instead.',
    az: 'Bölmənin başlığı yerində qalır. Bunun əvəzinə başlıq üçün başqa sözlər təklif edin.',
    ru: 'Заголовок раздела остаётся на месте. Предложите для него другие слова.',
  },
  POINTS_BELOW: {
    en: 'Further points belong to this one. Propose first what becomes of them.',
    az: 'Bu bəndə alt bəndlər aiddir. Əvvəlcə onlarla nə ediləcəyini təklif edin.',
    ru: 'К этому пункту относятся подпункты. Сначала предложите, что станет с ними.',
  },
  MOVE_UNFIT: {
    en: 'A heading or a table cannot stand in a list or a box. Choose another place.',
    az: 'Başlıq və ya cədvəl siyahının və ya çərçivənin içində dura bilməz. Başqa yer seçin.',
    ru: 'Заголовок или таблица не могут стоять в списке или врезке. Выберите другое место.',
  },
  MOVE_NOWHERE: {
    en: 'The paragraph stands there already. Choose another place.',
    az: 'Abzas onsuz da orada durur. Başqa yer seçin.',
    ru: 'Абзац уже стоит там. Выберите другое место.',
  },
  MOVED_AS_PROPOSED: {
    en: 'A move is accepted as it was proposed, or not. Choose another outcome, or correct the text by a decision of your own.',
    az: 'Yerdəyişmə təklif olunduğu kimi qəbul edilir və ya qəbul edilmir. Başqa nəticə seçin və ya mətni öz qərarınızla düzəldin.',
    ru: 'Перенос принимается так, как предложен, или не принимается. Выберите другой исход или исправьте текст собственным решением.',
  },
  WORDINGS_OVERLAP: {
    en: 'Two wordings of this decision are for the same words. Accept one of them, or write one wording for both. Nothing was changed.',
    az: 'Bu qərarda eyni sözlər üçün iki mətn var. Onlardan birini qəbul edin və ya hər ikisi üçün bir mətn yazın. Heç nə dəyişdirilmədi.',
    ru: 'В этом решении две редакции для одних и тех же слов. Примите одну из них или напишите общую. Ничего не изменено.',
  },
  TOO_MANY_TAGS: {
    en: 'A comment has at most 10 tags. Remove one first.',
    az: 'Bir şərhin ən çoxu 10 etiketi ola bilər. Əvvəlcə birini silin.',
    ru: 'У замечания не более 10 меток. Сначала уберите одну.',
  },
  TOO_MANY_OUTCOMES: {
    en: 'One decision disposes of at most 100 comments. Decide in several steps.',
    az: 'Bir qərar ən çoxu 100 şərhi əhatə edə bilər. Bir neçə addımda qərar verin.',
    ru: 'Одно решение охватывает не более 100 замечаний. Примите его в несколько шагов.',
  },
  INTO_REQUIRED: {
    en: 'Say what takes the place of this comment: another comment, or the wording of this decision.',
    az: 'Bu şərhin yerini nəyin tutduğunu göstərin: başqa şərh və ya bu qərarın mətni.',
    ru: 'Укажите, что заменяет это замечание: другое замечание или редакция этого решения.',
  },
  INTO_ITSELF: {
    en: 'A comment can’t be merged into itself. Choose another one.',
    az: 'Şərh özü ilə birləşdirilə bilməz. Başqa şərh seçin.',
    ru: 'Замечание нельзя объединить с самим собой. Выберите другое.',
  },
  INTO_UNKNOWN: {
    en: 'The comment that should take its place is not there. Choose another one from the list.',
    az: 'Onun yerini tutmalı olan şərh mövcud deyil. Siyahıdan başqasını seçin.',
    ru: 'Замечания, которое должно его заменить, нет. Выберите другое из списка.',
  },
  INTO_GONE: {
    en: 'The comment that should take its place was withdrawn or merged itself. Choose the one that stands for both.',
    az: 'Onun yerini tutmalı olan şərh geri götürülüb və ya özü birləşdirilib. Hər ikisini əvəz edən şərhi seçin.',
    ru: 'Замечание, которое должно его заменить, отозвано или само объединено с другим. Выберите то, которое стоит за оба.',
  },
  INTO_NARROWER: {
    en: 'Not everybody who reads this comment may read the other one. Merge it the other way round, or into a wording of your own.',
    az: 'Bu şərhi oxuyanların hamısı digərini oxuya bilmir. Əksinə birləşdirin və ya öz mətninizlə əvəz edin.',
    ru: 'Не все, кто читает это замечание, могут читать другое. Объедините их наоборот или предложите собственную редакцию.',
  },
  COMPROMISE_CHANGED: {
    en: 'A colleague has changed this wording since you opened it. Your text is kept here; compare and save again.',
    az: 'Siz açandan sonra həmkarınız bu mətni dəyişib. Mətniniz burada saxlanılır; müqayisə edib yenidən yadda saxlayın.',
    ru: 'Коллега изменил эту редакцию после того, как вы её открыли. Ваш текст сохранён; сравните и сохраните снова.',
  },
  STANCE_REASON: {
    en: 'Say why: what should change, or what speaks against it.',
    az: 'Səbəbini yazın: nə dəyişməlidir və ya buna nə mane olur.',
    ru: 'Напишите почему: что следует изменить или что говорит против.',
  },
  STANCE_NOT_YOURS: {
    en: 'Stances are taken by clearing officers for their organisation, on open comments of others. Nothing was recorded.',
    az: 'Mövqeyi təsdiq edən şəxs öz qurumu adından, başqalarının açıq şərhləri üzrə bildirir. Heç nə qeydə alınmadı.',
    ru: 'Позицию выражает утверждающее лицо от своей организации по открытым замечаниям других. Ничего не записано.',
  },
  UNDO_STALE: {
    en: 'The words of this decision have been changed since. Nothing was undone; decide anew on the words as they are.',
    az: 'Bu qərarın mətni sonradan dəyişib. Heç nə geri qaytarılmadı; indiki mətn üzrə yenidən qərar verin.',
    ru: 'Слова этого решения с тех пор изменены. Ничего не отменено; примите новое решение по нынешней редакции.',
  },
  UNDO_OF_UNDO: {
    en: 'This decision takes another one back. It is not undone itself: decide on the comments again.',
    az: 'Bu qərar başqa qərarı geri götürür və özü geri götürülmür: şərhlər üzrə yenidən qərar verin.',
    ru: 'Это решение отменяет другое и само не отменяется: примите новое решение по замечаниям.',
  },
  ALREADY_UNDONE: {
    en: 'This decision was taken back or replaced meanwhile. Nothing was changed; read what stands now.',
    az: 'Bu qərar artıq geri götürülüb və ya əvəz olunub. Heç nə dəyişdirilmədi; qüvvədə olanı oxuyun.',
    ru: 'Это решение тем временем отменено или заменено. Ничего не изменено; прочтите то, что действует сейчас.',
  },
  TARGET_INVALID: {
    en: 'The marked words are not in this version of the text. Mark them again; your comment is kept.',
    az: 'İşarələnmiş sözlər mətnin bu redaksiyasında yoxdur. Onları yenidən işarələyin; şərhiniz saxlanılır.',
    ru: 'Отмеченных слов нет в этой редакции текста. Отметьте их заново; ваше замечание сохранено.',
  },
  IMPORT_EXPIRED: {
    en: 'This preview has expired. Choose the file again; nothing was stored.',
    az: 'Bu ilkin baxışın müddəti bitib. Faylı yenidən seçin; heç nə saxlanılmayıb.',
    ru: 'Срок предварительного просмотра истёк. Выберите файл снова; ничего не сохранено.',
  },
  IMPORT_CONFLICT: {
    en: 'The text was changed in Concord after the last import. Nothing was replaced; compare the two first.',
    az: 'Mətn son idxaldan sonra Concord-da dəyişdirilib. Heç nə əvəz edilmədi; əvvəlcə iki mətni müqayisə edin.',
    ru: 'После последней загрузки текст изменён в Concord. Ничего не заменено; сначала сравните две редакции.',
  },
  CURSOR_INVALID: {
    en: 'What this page shows is out of date. Reload the page.',
    az: 'Bu səhifədəki məlumat köhnəlib. Səhifəni yeniləyin.',
    ru: 'Данные на этой странице устарели. Обновите страницу.',
  },
  ROUND_PLANNED: {
    en: 'The round has not opened yet, so comments are not taken. What you typed is kept; send it after the opening.',
    az: 'Mərhələ hələ açılmayıb, ona görə şərhlər qəbul edilmir. Yazdıqlarınız saxlanılır; onları açılışdan sonra göndərin.',
    ru: 'Этап ещё не открыт, замечания пока не принимаются. Набранный текст сохранён; отправьте его после открытия.',
  },
  ROUND_PAUSED: {
    en: 'The lead agency has paused commenting. Your text and your drafts are kept; go on when the round resumes.',
    az: 'Aparıcı qurum şərhlərin qəbulunu dayandırıb. Mətniniz və qaralamalarınız saxlanılır; mərhələ bərpa olunanda davam edin.',
    ru: 'Головное ведомство приостановило приём замечаний. Ваш текст и черновики сохранены; продолжите, когда этап возобновится.',
  },
  ROUND_CLOSED: {
    en: 'The deadline has passed, so new comments are not taken. What you typed is kept; ask the lead agency for an extension.',
    az: 'Son tarix keçib, yeni şərhlər qəbul edilmir. Yazdıqlarınız saxlanılır; aparıcı qurumdan müddətin uzadılmasını xahiş edin.',
    ru: 'Срок истёк, новые замечания не принимаются. Набранный текст сохранён; попросите головное ведомство продлить срок.',
  },
  ROUND_CLOSED_UNCLEARED: {
    en: 'The deadline has passed, so this draft cannot become official. It stays with your organisation; ask the lead agency for an extension.',
    az: 'Son tarix keçib, bu qaralama rəsmiləşdirilə bilməz. O, qurumunuzda qalır; aparıcı qurumdan müddətin uzadılmasını xahiş edin.',
    ru: 'Срок истёк, и этот черновик уже не может стать официальным. Он остаётся в вашей организации; попросите головное ведомство продлить срок.',
  },
  ROUND_DATES: {
    en: 'The closing lies after the opening and not in the past. Choose another date.',
    az: 'Bağlanış açılışdan sonra olmalı və keçmiş tarixə düşməməlidir. Başqa tarix seçin.',
    ru: 'Закрытие должно быть позже открытия и не в прошлом. Выберите другую дату.',
  },
  ROUND_OVERLAPS: {
    en: 'A round opens after the one before is over for everybody, extensions and grace included. Choose a later opening.',
    az: 'Mərhələ yalnız əvvəlki mərhələ, uzadılmalar və əlavə müddət də daxil olmaqla, hamı üçün bitdikdən sonra açılır. Daha gec açılış seçin.',
    ru: 'Этап открывается после того, как предыдущий закончился для всех, включая продления и льготный срок. Выберите более позднее открытие.',
  },
  ROUND_NOT_OVER: {
    en: 'The round is not over for everybody yet: its deadline, an extension or the hours of grace still run. Open another one afterwards.',
    az: 'Mərhələ hələ hamı üçün bitməyib: son tarix, uzadılma və ya əlavə saatlar davam edir. Yeni mərhələni bundan sonra açın.',
    ru: 'Этап ещё не закончился для всех: идёт срок, продление или льготные часы. Откройте новый этап после этого.',
  },
  ROUND_GRACE: {
    en: 'Grace is a whole number of hours, at most 336 (two weeks).',
    az: 'Əlavə müddət tam saatlarla göstərilir və ən çoxu 336 saatdır (iki həftə).',
    ru: 'Льготный срок – целое число часов, не более 336 (две недели).',
  },
  ROUND_EXTENSION: {
    en: 'An extension is later than the deadline the organisation has now, and not in the past. Choose a later date.',
    az: 'Yeni müddət qurumun indiki son tarixindən sonra olmalı və keçmiş tarixə düşməməlidir. Daha gec tarix seçin.',
    ru: 'Новый срок должен быть позже нынешнего срока организации и не в прошлом. Выберите более позднюю дату.',
  },
  ROUND_REASON: {
    en: 'Write the reason; those whom it concerns will read it.',
    az: 'Səbəbi yazın; onu aidiyyəti olanlar oxuyacaq.',
    ru: 'Напишите причину: её прочтут те, кого это касается.',
  },
  ROUND_BLIND: {
    en: 'Comments are official in this round already. Those who gave them were told who sees them and when, so this can no longer be changed.',
    az: 'Bu mərhələdə artıq rəsmi şərhlər var. Onları verənlərə kimin nə vaxt görəcəyi bildirilib, ona görə bunu artıq dəyişmək olmaz.',
    ru: 'На этом этапе уже есть официальные замечания. Их авторам сообщили, кто и когда их увидит, поэтому изменить это уже нельзя.',
  },
  ROUND_CHANGED: {
    en: 'A colleague has changed the round since you opened it. Nothing was changed now; look at it again.',
    az: 'Siz açandan sonra həmkarınız mərhələni dəyişib. İndi heç nə dəyişdirilmədi; ona yenidən baxın.',
    ru: 'Коллега изменил этап после того, как вы его открыли. Сейчас ничего не изменено; посмотрите ещё раз.',
  },
  OPINION_CONDITIONS: {
    en: 'Who disagrees says what would have to change. Write the conditions.',
    az: 'Razı olmayan qurum nəyin dəyişməli olduğunu bildirir. Şərtləri yazın.',
    ru: 'Кто не согласен, указывает, что нужно изменить. Напишите условия.',
  },
  NOBODY_SILENT: {
    en: 'Everybody has responded or is at work. No reminder was sent.',
    az: 'Hamı cavab verib və ya iş üzərindədir. Xatırlatma göndərilmədi.',
    ru: 'Все ответили или работают над ответом. Напоминание не направлено.',
  },
  REMINDED_TODAY: {
    en: 'Everybody who is silent was reminded in the last 24 hours. No reminder was sent; try again tomorrow.',
    az: 'Cavab verməyənlərin hamısına son 24 saatda xatırlatma göndərilib. İndi göndərilmədi; sabah yenidən cəhd edin.',
    ru: 'Всем, кто не ответил, напоминали за последние 24 часа. Напоминание не направлено; попробуйте завтра.',
  },
  SILENCE_HOURS: {
    en: 'A silence round lasts from 24 to 720 hours, so that everybody concerned can notice it.',
    az: 'Susma proseduru 24 saatdan 720 saata qədər davam edir ki, aidiyyəti olan hər kəs ondan xəbər tuta bilsin.',
    ru: 'Процедура умолчания длится от 24 до 720 часов, чтобы её заметили все, кого она касается.',
  },
  SILENCE_TWICE: {
    en: 'One of these comments waits in another silence round. Nothing was started; leave it out.',
    az: 'Bu şərhlərdən biri artıq başqa susma prosedurundadır. Heç nə başlanmadı; onu çıxarın.',
    ru: 'Одно из этих замечаний уже участвует в другой процедуре умолчания. Ничего не начато; исключите его.',
  },
  SILENCE_OVER: {
    en: 'The deadline for objections has passed. Your reason is kept here; answer the decision instead.',
    az: 'Etirazlar üçün son tarix keçib. Yazdığınız səbəb burada qalır; əvəzində qərara cavab verin.',
    ru: 'Срок для возражений истёк. Ваша причина сохранена здесь; вместо этого ответьте на решение.',
  },
  REMARKS_REQUIRED: {
    en: 'Say what should be changed, so that your colleagues can go on. Write the remarks and try again.',
    az: 'Nəyin dəyişdirilməli olduğunu yazın ki, həmkarlarınız davam edə bilsin. Qeydləri yazıb yenidən cəhd edin.',
    ru: 'Напишите, что нужно изменить, чтобы коллеги могли продолжить. Добавьте замечания и повторите.',
  },
  NOT_OFFICER: {
    en: 'Only a clearing officer of your organisation can do this. Submit the draft for clearing instead.',
    az: 'Bunu yalnız qurumunuzun razılaşdırmaya məsul şəxsi edə bilər. Bunun əvəzinə qaralamanı razılaşdırmaya göndərin.',
    ru: 'Это может только ответственный за согласование вашей организации. Передайте черновик на согласование.',
  },
  DEPUTY_PERIOD: {
    en: 'You are not a deputy at this time: the period has not begun or is over. Ask the clearing officer.',
    az: 'Hazırda siz əvəzedici deyilsiniz: müddət hələ başlamayıb və ya bitib. Razılaşdırmaya məsul şəxsə müraciət edin.',
    ru: 'Сейчас вы не замещаете: срок ещё не начался или уже истёк. Обратитесь к ответственному за согласование.',
  },
  CHAIN_OPEN: {
    en: 'This draft has not yet come through your organisation’s chain. Wait until it is passed on to you.',
    az: 'Bu qaralama hələ qurumunuzun razılaşdırma zəncirindən keçməyib. Sizə ötürülməsini gözləyin.',
    ru: 'Черновик ещё не прошёл цепочку согласования организации. Дождитесь, пока его передадут вам.',
  },
  CLEAR_AUDIENCE: {
    en: 'Choose who else may read this comment; addressed to your own organisation only it can’t become official.',
    az: 'Şərhi daha kimin oxuya biləcəyini seçin; yalnız öz qurumunuza ünvanlanan şərh rəsmi ola bilməz.',
    ru: 'Выберите, кто ещё может прочесть замечание; адресованное только своей организации оно не станет официальным.',
  },
  CLEAR_EMPTY: {
    en: 'This draft says nothing yet. Write the comment, or set the draft aside.',
    az: 'Bu qaralamada hələ heç nə yazılmayıb. Şərhi yazın və ya qaralamanı kənara qoyun.',
    ru: 'В этом черновике ещё ничего нет. Напишите замечание или отложите черновик.',
  },
  CLEAR_UNANCHORED: {
    en: 'The words this draft is about are no longer in the text. Write a new comment on the words that stand there now.',
    az: 'Bu qaralamanın aid olduğu sözlər artıq mətndə yoxdur. İndi orada olan sözlərə yeni şərh yazın.',
    ru: 'Слов, к которым относится черновик, больше нет в тексте. Напишите новое замечание к нынешним словам.',
  },
  CLEAR_LATE: {
    en: 'The deadline has passed. You can still make this official, marked as late: confirm that you know, and go on.',
    az: 'Son tarix keçib. Şərhi gecikmiş kimi qeyd etməklə yenə rəsmiləşdirə bilərsiniz: bildiyinizi təsdiqləyib davam edin.',
    ru: 'Срок истёк. Замечание ещё можно сделать официальным с отметкой об опоздании: подтвердите и продолжите.',
  },
  CONTRADICTION: {
    en: 'Another comment of your organisation asks for other words in the same place. Choose one: merge them, change one, or set one aside.',
    az: 'Qurumunuzun başqa bir şərhi eyni yerdə fərqli mətn təklif edir. Birini seçin: birləşdirin, birini dəyişin və ya kənara qoyun.',
    ru: 'Другое замечание вашей организации предлагает иные слова в том же месте. Выберите одно: объедините, измените или отложите.',
  },
  SEVERAL: {
    en: 'Nothing was made official. See below what stands in the way, put it right, or leave those comments out.',
    az: 'Heç nə rəsmiləşdirilmədi. Aşağıda nəyin mane olduğuna baxın, düzəldin və ya həmin şərhləri siyahıdan çıxarın.',
    ru: 'Ничего не стало официальным. Ниже указано, что мешает: исправьте это или исключите эти замечания.',
  },
  NOTHING_CHOSEN: {
    en: 'Nothing is chosen. Choose at least one comment and try again.',
    az: 'Heç nə seçilməyib. Ən azı bir şərh seçib yenidən cəhd edin.',
    ru: 'Ничего не выбрано. Выберите хотя бы одно замечание и повторите.',
  },
  MERGE_ITSELF: {
    en: 'A draft can’t be merged into itself. Choose another one to keep.',
    az: 'Qaralama özü ilə birləşdirilə bilməz. Saxlanılacaq başqa qaralamanı seçin.',
    ru: 'Черновик нельзя объединить с самим собой. Выберите другой, который останется.',
  },
  MERGE_CIRCLE: {
    en: 'This draft was itself merged into the other one. Keep the other one.',
    az: 'Bu qaralama artıq digəri ilə birləşdirilib. Digərini saxlayın.',
    ru: 'Этот черновик сам уже объединён с другим. Оставьте другой.',
  },
  MERGE_CLEARED: {
    en: 'What is official is sealed and can’t be merged. Withdraw it first, or leave it out.',
    az: 'Rəsmi şərh möhürlənib və birləşdirilə bilməz. Əvvəlcə onu geri çağırın və ya siyahıdan çıxarın.',
    ru: 'Официальное замечание скреплено и не объединяется. Сначала отзовите его или исключите.',
  },
  MERGE_SET_ASIDE: {
    en: 'One of these drafts was set aside meanwhile. Reload the list and choose again.',
    az: 'Bu qaralamalardan biri artıq kənara qoyulub. Siyahını yeniləyib yenidən seçin.',
    ru: 'Один из этих черновиков уже отложен. Обновите список и выберите снова.',
  },
  DEPUTY_ONESELF: {
    en: 'You can’t be your own deputy. Choose a colleague.',
    az: 'Özünüz öz əvəzediciniz ola bilməzsiniz. Həmkarınızı seçin.',
    ru: 'Нельзя замещать самого себя. Выберите коллегу.',
  },
  DEPUTY_DATES: {
    en: 'The period must end after it begins, and in the future. Check the dates.',
    az: 'Müddət başlanğıcdan sonra və gələcəkdə bitməlidir. Tarixləri yoxlayın.',
    ru: 'Срок должен заканчиваться после начала и в будущем. Проверьте даты.',
  },
  DEPUTY_TOO_LONG: {
    en: 'A deputy is named for at most 92 days. Shorten the period.',
    az: 'Əvəzedici ən çoxu 92 gün üçün təyin olunur. Müddəti qısaldın.',
    ru: 'Замещение назначается не более чем на 92 дня. Сократите срок.',
  },
  COLLEAGUE_ONLY: {
    en: 'Choose a colleague who takes part in this consultation for your organisation.',
    az: 'Bu məsləhətləşmədə qurumunuzun adından iştirak edən həmkarınızı seçin.',
    ru: 'Выберите коллегу, который участвует в этой консультации от вашей организации.',
  },
  RECONSIDER_SCOPE: {
    en: 'A second look can only be asked for where a comment was judged out of scope. You can answer the decision instead.',
    az: 'Yenidən baxılma yalnız şərh mövzuya aid hesab edilmədikdə istənilə bilər. Bunun əvəzinə qərara münasibət bildirin.',
    ru: 'О пересмотре можно просить, только если замечание признано не относящимся к теме. Вы можете ответить на решение.',
  },
  RECONSIDER_ONCE: {
    en: 'A second look was already asked for. The moderators will answer; you can also maintain the objection.',
    az: 'Yenidən baxılma artıq istənilib. Moderatorlar cavab verəcək; etirazı saxlaya da bilərsiniz.',
    ru: 'О пересмотре уже просили. Модераторы ответят; вы также можете сохранить возражение.',
  },
} as const satisfies Record<string, Text>;

/** Why a Word file is not taken. */
export const importRefusals = {
  not_docx: {
    en: 'This is not a Word document (.docx). Save it as .docx and choose it again.',
    az: 'Bu, Word sənədi (.docx) deyil. Onu .docx kimi yadda saxlayıb yenidən seçin.',
    ru: 'Это не документ Word (.docx). Сохраните его как .docx и выберите снова.',
  },
  legacy_doc: {
    en: 'This is an old Word file (.doc). Open it in Word, save it as .docx and choose it again.',
    az: 'Bu, köhnə Word faylıdır (.doc). Onu Word-də açıb .docx kimi yadda saxlayın və yenidən seçin.',
    ru: 'Это старый файл Word (.doc). Откройте его в Word, сохраните как .docx и выберите снова.',
  },
  encrypted: {
    en: 'This file is protected by a password. Remove the password and choose it again.',
    az: 'Bu fayl şifrə ilə qorunur. Şifrəni götürüb faylı yenidən seçin.',
    ru: 'Файл защищён паролем. Снимите пароль и выберите файл снова.',
  },
  damaged: {
    en: 'This file is damaged or incomplete. Open and save it in Word, then choose it again.',
    az: 'Bu fayl zədələnib və ya natamamdır. Onu Word-də açıb yadda saxlayın, sonra yenidən seçin.',
    ru: 'Файл повреждён или неполон. Откройте и сохраните его в Word, затем выберите снова.',
  },
  too_large: {
    en: 'This file is larger than can be read here (20 MB). Remove pictures and choose it again.',
    az: 'Fayl burada oxuna biləndən böyükdür (20 MB). Şəkilləri çıxarıb yenidən seçin.',
    ru: 'Файл больше допустимого (20 МБ). Удалите рисунки и выберите его снова.',
  },
  zip_bomb: {
    en: 'This file unpacks to an abnormal size and was refused. Save it anew in Word.',
    az: 'Bu fayl açılanda həcmi həddən artıq böyüyür, ona görə qəbul edilmədi. Onu Word-də yenidən yadda saxlayın.',
    ru: 'При распаковке файл достигает недопустимого размера и отклонён. Сохраните его заново в Word.',
  },
  doctype: {
    en: 'This file holds declarations that Word never writes and was refused. Save it anew in Word.',
    az: 'Bu faylda Word-ün heç vaxt yaratmadığı təyinlər var, ona görə qəbul edilmədi. Onu Word-də yenidən yadda saxlayın.',
    ru: 'Файл содержит объявления, которых Word не записывает, и отклонён. Сохраните его заново в Word.',
  },
  external_content: {
    en: 'This file fetches parts from elsewhere (a template, a picture, an object). In Word, break these links or detach the template, save, and choose it again.',
    az: 'Bu fayl bəzi hissələri (şablon, şəkil, obyekt) kənardan yükləyir. Word-də bu əlaqələri kəsin və ya şablonu ayırın, yadda saxlayıb yenidən seçin.',
    ru: 'Файл загружает части извне (шаблон, рисунок, объект). Разорвите в Word эти связи или отсоедините шаблон, сохраните файл и выберите его снова.',
  },
  macros: {
    en: 'This file holds macros. Save it as .docx without macros and choose it again.',
    az: 'Bu faylda makroslar var. Onu makrossuz .docx kimi yadda saxlayıb yenidən seçin.',
    ru: 'Файл содержит макросы. Сохраните его как .docx без макросов и выберите снова.',
  },
  too_many_blocks: {
    en: 'This file has more than 20,000 paragraphs. Split it and choose the parts.',
    az: 'Bu faylda 20 000-dən çox abzas var. Onu bölüb hissələri seçin.',
    ru: 'В файле более 20 000 абзацев. Разделите его и выберите части.',
  },
  too_slow: {
    en: 'Reading this file took too long and was stopped. Save it anew in Word, without pictures.',
    az: 'Bu faylın oxunması çox uzun çəkdi və dayandırıldı. Onu Word-də şəkilsiz yenidən yadda saxlayın.',
    ru: 'Чтение файла заняло слишком много времени и остановлено. Сохраните его заново в Word без рисунков.',
  },
} as const satisfies Record<string, Text>;

/** Surprises: what a person reads when the server could not do its part. */
export const surprises = {
  INTERNAL: {
    en: 'Something went wrong on our side. Nothing was changed; try again. If it happens again, give number {id}.',
    az: 'Bizim tərəfdə xəta baş verdi. Heç nə dəyişdirilmədi; yenidən cəhd edin. Təkrarlansa, {id} nömrəsini bildirin.',
    ru: 'У нас произошла ошибка. Ничего не изменено; попробуйте снова. Если ошибка повторится, сообщите номер {id}.',
  },
  TOKEN_SCOPE: {
    en: 'This key does not allow that. Create a key with the right that is needed.',
    az: 'Bu açar buna icazə vermir. Lazımi icazə ilə yeni açar yaradın.',
    ru: 'Этот ключ не даёт такого права. Создайте ключ с нужными правами.',
  },
  OPERATION_UNKNOWN: {
    en: 'This server runs only the operations of its own pages. Ask its administrator whether it may take others.',
    az: 'Bu server yalnız öz səhifələrinin sorğularını icra edir. Başqalarını qəbul edib-etmədiyini inzibatçıdan soruşun.',
    ru: 'Этот сервер выполняет только запросы своих страниц. Спросите администратора, принимает ли он другие.',
  },
  PAGE_OUTDATED: {
    en: 'Concord was updated while this page was open. Save or copy what you are writing, then reload the page.',
    az: 'Bu səhifə açıq olarkən Concord yenilənib. Yazdığınızı yadda saxlayın və ya kopyalayın, sonra səhifəni yeniləyin.',
    ru: 'Пока страница была открыта, Concord обновился. Сохраните или скопируйте написанное и обновите страницу.',
  },
  TIMED_OUT: {
    en: 'This took too long and was stopped. Reload the page to see what was done, then try again.',
    az: 'Bu, çox uzun çəkdi və dayandırıldı. Nəyin edildiyini görmək üçün səhifəni yeniləyin, sonra yenidən cəhd edin.',
    ru: 'Это заняло слишком много времени и было остановлено. Обновите страницу, чтобы увидеть, что сделано, и повторите.',
  },
  TOO_MANY_WRITES: {
    en: 'Too much was changed in a short time. Nothing was done now; wait a minute and try again.',
    az: 'Qısa müddətdə həddən artıq dəyişiklik edilib. İndi heç nə edilmədi; bir dəqiqə gözləyib yenidən cəhd edin.',
    ru: 'Слишком много изменений за короткое время. Сейчас ничего не сделано; подождите минуту и повторите.',
  },
  TOO_LARGE: {
    en: 'This is more than can be sent at once. Make it smaller and try again.',
    az: 'Bu, bir dəfəyə göndərilə biləndən böyükdür. Onu kiçildib yenidən cəhd edin.',
    ru: 'Это больше, чем можно отправить за один раз. Уменьшите и попробуйте снова.',
  },
  TOO_MANY_OPEN: {
    en: 'Concord is open in too many windows. Close some of them and try again.',
    az: 'Concord həddən artıq çox pəncərədə açıqdır. Bir neçəsini bağlayıb yenidən cəhd edin.',
    ru: 'Concord открыт в слишком большом числе окон. Закройте некоторые и попробуйте снова.',
  },
  BUSY: {
    en: 'Concord is very busy. Wait a moment and try again.',
    az: 'Concord hazırda çox yüklənib. Bir az gözləyib yenidən cəhd edin.',
    ru: 'Concord сейчас перегружен. Подождите немного и попробуйте снова.',
  },
  BAD_REQUEST: {
    en: 'The request can’t be understood. Reload the page and try again.',
    az: 'Sorğunu anlamaq mümkün olmadı. Səhifəni yeniləyib yenidən cəhd edin.',
    ru: 'Запрос не удалось понять. Обновите страницу и попробуйте снова.',
  },
} as const satisfies Record<string, Text>;

export type RefusalKey = keyof typeof refusals;
