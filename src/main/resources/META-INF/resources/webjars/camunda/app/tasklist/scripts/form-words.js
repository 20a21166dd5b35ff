// What the forms themselves say – a field is required, nothing was found, the months of a calendar – exists in English
// only. Here it is said in the officer's language, as soon as it appears.
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
  [/^Select$/, { kk: 'Таңдаңыз', ru: 'Выберите' }]
];

const DAY = 24 * 60 * 60 * 1000;
const MONDAY = Date.UTC(2024, 0, 1);

function names(moments, style) {
  const english = new Intl.DateTimeFormat('en', { ...style, timeZone: 'UTC' });
  const ours = new Intl.DateTimeFormat(language, { ...style, timeZone: 'UTC' });
  return moments.map(moment => [english.format(moment), ours.format(moment)]);
}

const CALENDAR = new Map([
  ...names([...Array(12).keys()].map(month => Date.UTC(2024, month, 1)), { month: 'long' }),
  ...names([...Array(7).keys()].map(day => MONDAY + day * DAY), { weekday: 'short' })
]);

function said(words) {
  for (const [pattern, translations] of SAID) {
    if (pattern.test(words)) {
      return words.replace(pattern, inThisLanguage(translations));
    }
  }
  return undefined;
}

function say(text) {
  const words = text.data.trim();
  const place = text.parentElement;
  const ours = place?.closest('.flatpickr-calendar')
    ? CALENDAR.get(words)
    : place?.closest('.fjs-container')
      ? said(words)
      : undefined;
  if (ours && ours !== words) {
    text.data = text.data.replace(words, ours);
  }
}

function sayAll(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    say(node);
  } else if (node.nodeType === Node.ELEMENT_NODE) {
    const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      say(texts.currentNode);
    }
  }
}

if (language !== 'en') {
  new MutationObserver(changes => {
    for (const change of changes) {
      if (change.type === 'characterData') {
        say(change.target);
      } else {
        change.addedNodes.forEach(sayAll);
      }
    }
  }).observe(document.documentElement, { childList: true, characterData: true, subtree: true });
}
