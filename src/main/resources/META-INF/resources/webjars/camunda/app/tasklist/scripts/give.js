// The head of a place gives a task to one of its officers, by name. Who may give it to whom, the server says, and judges
// again when it is done; to everybody else nothing is shown.
import { inThisLanguage } from './language.js';

const WORDS = inThisLanguage({
  kk: { give: 'Қызметкерге беру…', failed: 'Тапсырма берілмеді. Бетті қайта жүктеңіз.' },
  ru: { give: 'Передать сотруднику…', failed: 'Задача не передана. Обновите страницу.' },
  en: { give: 'Give to…', failed: 'The task was not given. Load the page again.' }
});

const page = path => new URL(`../../../../tasks/${path}`, import.meta.url);

async function colleagues(task) {
  const answer = await fetch(page(`${encodeURIComponent(task)}/colleagues`));
  return answer.ok && !answer.redirected ? answer.json() : [];
}

// A task that nobody has is taken first: only whoever has it gives it on.
async function give({ id, assignee }, officer, { engineApi, CSRFToken, me }) {
  const step = async (what, userId) => {
    const answer = await fetch(`${engineApi}/task/${encodeURIComponent(id)}/${what}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-XSRF-TOKEN': CSRFToken },
      body: JSON.stringify({ userId })
    });
    if (!answer.ok) {
      throw new Error(answer.status);
    }
  };
  if (!assignee) {
    await step('claim', me);
  }
  if (assignee || officer !== me) {
    await step('assignee', officer);
  }
}

export default {
  id: 'give',
  pluginPoint: 'tasklist.task.action',
  // Left of the comment (100).
  priority: 200,
  render: (node, { api }, scope) => {
    const list = document.createElement('select');
    list.className = 'bilik-give';
    list.setAttribute('aria-label', WORDS.give);
    list.hidden = true;
    node.replaceChildren(list);

    const task = scope.taskData.newChild(scope);
    let shown;
    task.observe('task', async now => {
      shown = now;
      list.hidden = true;
      const officers = now ? await colleagues(now.id) : [];
      if (shown === now) {
        list.replaceChildren(new Option(WORDS.give, ''), ...officers.map(({ id, name }) => new Option(name, id)));
        list.hidden = officers.length === 0;
      }
    });

    list.addEventListener('change', async () => {
      list.disabled = true;
      try {
        await give(shown, list.value, { ...api, me: scope.$root.authentication.name });
        scope.$apply(() => {
          task.changed('task');
          task.changed('taskList');
        });
      } catch (failure) {
        list.options[0].textContent = WORDS.failed;
      } finally {
        list.value = '';
        list.disabled = false;
      }
    });
  }
};
