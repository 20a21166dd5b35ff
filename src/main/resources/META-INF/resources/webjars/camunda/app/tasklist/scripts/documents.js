// The documents of a task's case, beside its form. Which of them this officer may read, and in which words, the server
// says; here they are only asked for and shown.
import { lost } from './our-door.js';

const WORDS = {
  kk: { label: 'Құжаттар', failed: 'Құжаттарды көрсету мүмкін болмады. Бетті қайта жүктеңіз.' },
  ru: { label: 'Документы', failed: 'Не удалось показать документы. Обновите страницу.' },
  en: { label: 'Documents', failed: 'The documents could not be shown. Load the page again.' }
};

// The same choice as the server makes: the cookie, else what the browser likes best, else Kazakh.
function words() {
  const chosen = /(?:^|; )bilik-language=(kk|ru|en)(?:;|$)/.exec(document.cookie);
  const liked = chosen ? [chosen[1]] : navigator.languages.map(tag => tag.split('-')[0]);
  return WORDS[liked.find(tag => Object.hasOwn(WORDS, tag)) ?? 'kk'];
}

async function show(node, task) {
  node.setAttribute('aria-busy', 'true');
  try {
    const answer = await fetch(
      new URL(`../../../../tasks/${encodeURIComponent(task)}/documents`, import.meta.url)
    );
    if (answer.redirected) {
      // The session has ended, and what came is the door.
      lost();
      return;
    }
    if (!answer.ok) {
      throw new Error(answer.status);
    }
    node.innerHTML = await answer.text();
  } catch (failure) {
    const said = document.createElement('p');
    said.setAttribute('role', 'alert');
    said.textContent = words().failed;
    node.replaceChildren(said);
  } finally {
    node.removeAttribute('aria-busy');
  }
}

export default {
  id: 'documents',
  pluginPoint: 'tasklist.task.detail',
  // Between the form (1000) and the history (800).
  priority: 900,
  properties: { label: words().label },
  render: (node, { taskId }) => {
    show(node, taskId);
  }
};
