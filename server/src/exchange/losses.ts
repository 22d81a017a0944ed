import type { LossKind } from '@concord/exchange';
import type { Locale } from '@concord/locale';

/** What of a Word file was left out or carried in a plainer form, as the drafter reads it in the preview. */
export const lossTexts: Readonly<Record<LossKind, Readonly<Record<Locale, string>>>> = {
  picture: { en: 'Pictures were left out.', az: 'Şəkillər götürülmədi.', ru: 'Рисунки не перенесены.' },
  chart: { en: 'Charts were left out.', az: 'Diaqramlar götürülmədi.', ru: 'Диаграммы не перенесены.' },
  diagram: { en: 'Diagrams were left out.', az: 'Sxemlər götürülmədi.', ru: 'Схемы не перенесены.' },
  drawing: {
    en: 'Drawings were left out.',
    az: 'Qrafik obyektlər götürülmədi.',
    ru: 'Графические объекты не перенесены.',
  },
  embedded_object: {
    en: 'Embedded files were left out.',
    az: 'Daxil edilmiş fayllar götürülmədi.',
    ru: 'Вложенные файлы не перенесены.',
  },
  header_footer: {
    en: 'Headers and footers were left out.',
    az: 'Yuxarı və aşağı kolontitullar götürülmədi.',
    ru: 'Колонтитулы не перенесены.',
  },
  table_of_contents: {
    en: 'The table of contents was left out; Concord makes its own.',
    az: 'Mündəricat götürülmədi; Concord özününkünü qurur.',
    ru: 'Оглавление не перенесено; Concord строит своё.',
  },
  hidden_text: {
    en: 'Hidden text was left out.',
    az: 'Gizli mətn götürülmədi.',
    ru: 'Скрытый текст не перенесён.',
  },
  comment: {
    en: 'Word comments were left out.',
    az: 'Word şərhləri götürülmədi.',
    ru: 'Примечания Word не перенесены.',
  },
  bookmark: { en: 'Bookmarks were left out.', az: 'Əlfəcinlər götürülmədi.', ru: 'Закладки не перенесены.' },
  equation: {
    en: 'Equations are kept as plain text.',
    az: 'Düsturlar sadə mətn kimi saxlanıldı.',
    ru: 'Формулы сохранены простым текстом.',
  },
  field: {
    en: 'Fields are kept as their last text.',
    az: 'Sahələr son mətni ilə saxlanıldı.',
    ru: 'Поля сохранены в виде последнего текста.',
  },
  form_field: {
    en: 'Form fields are kept as text.',
    az: 'Forma sahələri mətn kimi saxlanıldı.',
    ru: 'Поля форм сохранены как текст.',
  },
  symbol: {
    en: 'Symbols of special fonts may look different.',
    az: 'Xüsusi şriftlərin simvolları fərqli görünə bilər.',
    ru: 'Символы особых шрифтов могут выглядеть иначе.',
  },
  link: {
    en: 'Links to unsafe or unknown addresses became plain text.',
    az: 'Təhlükəli və ya naməlum ünvanlara keçidlər sadə mətnə çevrildi.',
    ru: 'Ссылки на небезопасные или неизвестные адреса стали простым текстом.',
  },
  strikethrough: {
    en: 'Struck-through text is kept without the line.',
    az: 'Üstündən xətt çəkilmiş mətn xəttsiz saxlanıldı.',
    ru: 'Зачёркнутый текст сохранён без черты.',
  },
  highlight: {
    en: 'Colours behind the text were left out.',
    az: 'Mətnin fon rəngləri götürülmədi.',
    ru: 'Цветное выделение не перенесено.',
  },
  deep_heading: {
    en: 'Headings below the fourth level became level 4.',
    az: 'Dördüncü səviyyədən aşağı başlıqlar 4-cü səviyyə oldu.',
    ru: 'Заголовки ниже четвёртого уровня стали уровнем 4.',
  },
  automatic_number: {
    en: 'Automatic numbers of headings were left out.',
    az: 'Başlıqların avtomatik nömrələri götürülmədi.',
    ru: 'Автоматические номера заголовков не перенесены.',
  },
  number_format: {
    en: 'Lists with letters or Roman numerals are numbered 1, 2, 3.',
    az: 'Hərfli və ya Roma rəqəmli siyahılar 1, 2, 3 kimi nömrələnir.',
    ru: 'Списки с буквами или римскими цифрами пронумерованы 1, 2, 3.',
  },
  nested_table: {
    en: 'Tables within tables are kept as text.',
    az: 'Cədvəl daxilindəki cədvəllər mətn kimi saxlanıldı.',
    ru: 'Таблицы внутри таблиц сохранены как текст.',
  },
  list_in_table: {
    en: 'Lists in table cells are kept as paragraphs.',
    az: 'Cədvəl xanalarındakı siyahılar abzas kimi saxlanıldı.',
    ru: 'Списки в ячейках таблиц сохранены как абзацы.',
  },
  box_structure: {
    en: 'Boxes are kept in a simpler form.',
    az: 'Çərçivəli hissələr sadə formada saxlanıldı.',
    ru: 'Врезки сохранены в упрощённом виде.',
  },
  note_structure: {
    en: 'Footnotes with several paragraphs are kept as one.',
    az: 'Bir neçə abzaslı sətiraltı qeydlər bir abzas kimi saxlanıldı.',
    ru: 'Сноски из нескольких абзацев сохранены одним абзацем.',
  },
  endnote: {
    en: 'Endnotes became footnotes.',
    az: 'Son qeydlər sətiraltı qeydlərə çevrildi.',
    ru: 'Концевые сноски стали обычными.',
  },
  tracked_change: {
    en: 'Tracked changes were read as accepted.',
    az: 'İzlənən dəyişikliklər qəbul edilmiş kimi oxundu.',
    ru: 'Исправления прочитаны как принятые.',
  },
  tracked_formatting: {
    en: 'Tracked changes of formatting were read as accepted.',
    az: 'Tərtibat dəyişiklikləri qəbul edilmiş kimi oxundu.',
    ru: 'Исправления оформления прочитаны как принятые.',
  },
};
