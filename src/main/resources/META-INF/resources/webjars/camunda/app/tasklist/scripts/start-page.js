// The way back to the start page, where notices, the other pages and the languages are: the Tasklist itself has none.
import { inThisLanguage } from './language.js';

export default {
  id: 'start-page',
  pluginPoint: 'tasklist.navbar.action',
  // Left of the keyboard's shortcuts (300).
  priority: 400,
  render: node => {
    const link = document.createElement('a');
    link.href = new URL('../../../../', import.meta.url).href;
    link.textContent = inThisLanguage({ kk: 'Бастапқы бет', ru: 'Начальная страница', en: 'Start page' });
    node.replaceChildren(link);
  }
};
