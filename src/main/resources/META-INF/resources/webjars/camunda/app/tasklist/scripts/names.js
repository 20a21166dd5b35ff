// The Tasklist has buttons that show an icon and say nothing to whoever cannot see it (WCAG 4.1.2). Each gets the name that
// it shows under the mouse; the ones that show none there get theirs from here.
import { inThisLanguage } from './language.js';

const NAMES = {
  '.region-toggle[data-region="filters"]': inThisLanguage({
    kk: 'Сүзгілерді көрсету немесе жасыру',
    ru: 'Показать или скрыть фильтры',
    en: 'Show or hide the filters'
  }),
  '.region-toggle[data-region="list"]': inThisLanguage({
    kk: 'Тапсырмалар тізімін көрсету немесе жасыру',
    ru: 'Показать или скрыть список задач',
    en: 'Show or hide the list of tasks'
  }),
  '.region-toggle[data-region="task"]': inThisLanguage({
    kk: 'Тапсырманы көрсету немесе жасыру',
    ru: 'Показать или скрыть задачу',
    en: 'Show or hide the task'
  }),
  '.maximize': inThisLanguage({
    kk: 'Тапсырманы бүкіл терезеге жаю',
    ru: 'Развернуть задачу на всё окно',
    en: 'Show the task alone'
  }),
  '.new-sort > .dropdown-toggle': inThisLanguage({
    kk: 'Сұрыптауды қосу',
    ru: 'Добавить сортировку',
    en: 'Add a sorting'
  }),
  '.stored-criteria > .dropdown-toggle': inThisLanguage({
    kk: 'Сақталған іздеулер',
    ru: 'Сохранённые поиски',
    en: 'Saved searches'
  })
};

function nameOf(control) {
  const ours = Object.keys(NAMES).find(selector => control.matches(selector));
  if (ours) {
    return NAMES[ours];
  }
  const shown = control.hasAttribute('uib-tooltip') ? control : control.querySelector('[uib-tooltip]');
  return control.textContent.trim() ? null : shown?.getAttribute('uib-tooltip');
}

function nameAll() {
  document.querySelectorAll('a[href]:not([aria-label]), button:not([aria-label])').forEach(control => {
    const name = nameOf(control);
    if (name) {
      control.setAttribute('aria-label', name);
    }
  });
  // What proposes words while one types is more than a field.
  document
    .querySelectorAll('input[aria-expanded]:not([role])')
    .forEach(field => field.setAttribute('role', 'combobox'));
}

new MutationObserver(nameAll).observe(document.documentElement, { childList: true, subtree: true });
