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

// What the webapp calls by the way in which it is made, and its readers by what stands there.
const OURS_INSTEAD = {
  DASHBOARD_CUSTOM_PLUGINS: { kk: 'Есептер мен түпнұсқалық', ru: 'Отчёты и подлинность', en: 'Reports and proof' }
};

// What a webapp writes before its texts have come it does not write anew, and on a first visit words like CREATION_DATE
// would stay. So they are laid where it looks first: into the store in which it keeps them.
async function layOut() {
  const base = document.querySelector('base');
  const folder = `${base.getAttribute('app-root')}/app/${base.getAttribute('app-name')}/locales/`;
  const place = `${folder}_locales_data_${language}_${window.bust}`;
  const store = JSON.parse(localStorage.getItem('camunda-web') ?? '{}');
  if (!store[place]) {
    const answer = await fetch(`${folder}${language}.json?bust=${window.bust}`);
    store[place] = JSON.stringify(await answer.json());
  }
  const texts = JSON.parse(store[place]);
  Object.entries(OURS_INSTEAD)
    .filter(([key]) => key in (texts.labels ?? {}))
    .forEach(([key, words]) => (texts.labels[key] = words[language]));
  store[place] = JSON.stringify(texts);
  localStorage.setItem('camunda-web', JSON.stringify(store));
}

try {
  await layOut();
} catch (failure) {
  // Then the webapp fetches them itself, and complains itself.
}

export const inThisLanguage = words => words[language];

// As on our own pages.
export const vendor = inThisLanguage({ kk: 'Білік', ru: 'Білік', en: 'Bilik' });
