// What the forms themselves say – a field is required, nothing was found, the months of a calendar – exists in English
// only. Here it is said in the officer's language, as soon as it appears. And days are written and weeks begin as in this
// country, wherever the browser comes from.
import { inThisLanguage, language } from './language.js';

const SAID = [
  [/^Field is required\.$/, { kk: 'Бұл өрісті толтыру міндетті.', ru: 'Это поле обязательно.' }],
  [/^Field must have maximum length of (\d+)\.$/, { kk: '$1 таңбадан артық емес.', ru: 'Не более $1 знаков.' }],
  [/^Field must have minimum length of (\d+)\.$/, { kk: 'Кемінде $1 таңба.', ru: 'Не менее $1 знаков.' }],
  [/^Field must have maximum value of (\d+)\.$/, { kk: '$1 санынан артық емес.', ru: 'Не больше $1.' }],
  [/^Field must have minimum value of (\d+)\.$/, { kk: '$1 санынан кем емес.', ru: 'Не меньше $1.' }],
  [/^Value is not a number\.$/, { kk: 'Мұнда сан болуы керек.', ru: 'Здесь должно быть число.' }],
  [/^Value is expected to be an integer\.$/, { kk: 'Мұнда бүтін сан болуы керек.', ru: 'Здесь должно быть целое число.' }],
  [/^No results$/, { kk: 'Ештеңе табылмады', ru: 'Ничего не найдено' }],
  [/^All values selected$/, { kk: 'Барлығы таңдалды', ru: 'Выбрано всё' }],
  [/^Search$/, { kk: 'Іздеу', ru: 'Поиск' }],
  [/^Select$/, { kk: 'Таңдаңыз', ru: 'Выберите' }]
];

// What the browser itself says when no answer comes, or one without a word of ours: in every language what it means here.
const NOT_ANSWERED = [
  [
    /^Request has been terminated[\s\S]*$|^(?:Response )?[Tt]imeout[\s\S]*$/,
    {
      kk: 'Серверден жауап жоқ. Енгізгеніңіз осы бетте қалды: байланысты тексеріп, қайталап көріңіз.',
      ru: 'Сервер не отвечает. Введённое осталось на этой странице: проверьте связь и повторите.',
      en: 'The server does not answer. What you typed is still on this page: check the connection and try again.'
    }
  ],
  [
    /^(?:Internal Server Error|Service Unavailable|Bad Gateway|Gateway Timeout|Unsuccessful HTTP response)$/,
    {
      kk: 'Сервер әзірге орындай алмады. Енгізгеніңіз осы бетте қалды: бір минуттан кейін қайталап көріңіз.',
      ru: 'Сервер пока не смог этого сделать. Введённое осталось на этой странице: повторите через минуту.',
      en: 'The server could not do this now. What you typed is still on this page: try again in a minute.'
    }
  ],
  [
    /^(?:Request Entity Too Large|Payload Too Large|Content Too Large)$/,
    {
      kk: 'Жіберілген деректер тым көп: мәтінді қысқартыңыз.',
      ru: 'Отправлено слишком много данных: сократите текст.',
      en: 'Too much was sent: shorten the text.'
    }
  ]
];

// Written out: not every browser knows the months in Kazakh.
const ENGLISH = [
  'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December',
  'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'
];
const OURS = inThisLanguage({
  kk: [
    'қаңтар', 'ақпан', 'наурыз', 'сәуір', 'мамыр', 'маусым', 'шілде', 'тамыз', 'қыркүйек', 'қазан', 'қараша', 'желтоқсан',
    'дс', 'сс', 'ср', 'бс', 'жм', 'сб', 'жс'
  ],
  ru: [
    'январь', 'февраль', 'март', 'апрель', 'май', 'июнь', 'июль', 'август', 'сентябрь', 'октябрь', 'ноябрь', 'декабрь',
    'пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'
  ],
  en: ENGLISH
});

const CALENDAR = new Map(ENGLISH.map((words, index) => [words, OURS[index]]));

function said(words) {
  if (language === 'en') {
    return undefined;
  }
  for (const [pattern, translations] of SAID) {
    if (pattern.test(words)) {
      return words.replace(pattern, inThisLanguage(translations));
    }
  }
  return undefined;
}

function notAnswered(words) {
  const known = NOT_ANSWERED.find(([pattern]) => pattern.test(words));
  return known && inThisLanguage(known[1]);
}

function say(text) {
  const words = text.data.trim();
  const place = text.parentElement;
  const ours = place?.closest('.flatpickr-calendar')
    ? CALENDAR.get(words)
    : place?.closest('.fjs-container')
      ? said(words)
      : place?.closest('.page-notifications')
        ? notAnswered(words)
        : undefined;
  if (ours && ours !== words) {
    text.data = text.data.replace(words, ours);
  }
}

// A day as everybody here writes it, 17.09.2026; what a browser from elsewhere would ask for is none of the law's days.
const DAY = inThisLanguage({ kk: 'кк.аа.жжжж', ru: 'дд.мм.гггг', en: 'dd.mm.yyyy' });

const WRITTEN = /^[dmy]+\W+[dmy]+\W+[dmy]+\W*$/;

// A calendar and its field belong to each other once both are there.
function asHere(calendar) {
  calendar.parentElement
    ?.querySelector('input')
    ?._flatpickr?.set({ dateFormat: 'd.m.Y', parseDate: dayOf, locale: { firstDayOfWeek: 1 } });
}

// The 31st of February is a slip, not the 3rd of March.
function dayOf(written) {
  const [day, month, year] = written.split('.').map(Number);
  const date = new Date(year, month - 1, day);
  const isOne = date.getFullYear() === year && date.getMonth() === month - 1 && date.getDate() === day;
  return isOne ? date : undefined;
}

function sayPlaceholder(field) {
  const ours = WRITTEN.test(field.placeholder) ? DAY : said(field.placeholder);
  if (ours && field.closest('.fjs-container')) {
    field.placeholder = ours;
  }
}

function sayAll(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    say(node);
  } else if (node.nodeType === Node.ELEMENT_NODE) {
    if (node.matches('.flatpickr-calendar')) {
      asHere(node);
    }
    node.querySelectorAll('.flatpickr-calendar').forEach(asHere);
    node.querySelectorAll('input[placeholder]').forEach(sayPlaceholder);
    const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      say(texts.currentNode);
    }
  }
}

new MutationObserver(changes => {
  for (const change of changes) {
    if (change.type === 'characterData') {
      say(change.target);
    } else {
      change.addedNodes.forEach(sayAll);
    }
  }
}).observe(document.documentElement, { childList: true, characterData: true, subtree: true });
