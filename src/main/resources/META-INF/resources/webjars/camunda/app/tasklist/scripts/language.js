// The webapps know the browser's language only. Here they speak the one that the officer chose on our pages, which keep
// it in a cookie, else the first of ours that the browser asks for, else Kazakh.
const OURS = ['kk', 'ru', 'en'];

const chosen = document.cookie.match(/(?:^|;\s*)bilik-language=(\w+)/)?.[1];
const asked = navigator.languages.map(tag => tag.split('-')[0].toLowerCase());

export const language = [chosen, ...asked].find(tag => OURS.includes(tag)) ?? 'kk';

document.documentElement.lang = language;

// One language only: with a second one to fall back on, the files of both are loaded and the last to arrive decides how
// dates are written. Stored texts need no clearing after a new choice, the browser keeps those of each language apart.
export const locales = { availableLocales: [language], fallbackLocale: language };

export const inThisLanguage = words => words[language];
