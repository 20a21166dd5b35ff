// The head of a place gives a task to one of its officers, by name. Who may give it to whom, the server says, and judges
// again when it is done; to everybody else nothing is shown.
import { inThisLanguage } from './language.js';

const WORDS = inThisLanguage({
  kk: { to: 'Қызметкерге беру…', give: 'Беру', given: 'Берілді: ', failed: 'Тапсырма берілмеді. Бетті қайта жүктеңіз.' },
  ru: { to: 'Передать сотруднику…', give: 'Передать', given: 'Передано: ', failed: 'Задача не передана. Обновите страницу.' },
  en: { to: 'Give to…', give: 'Give', given: 'Given to ', failed: 'The task was not given. Load the page again.' }
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
    const place = document.createElement('form');
    place.className = 'bilik-give';
    place.hidden = true;
    const list = document.createElement('select');
    list.setAttribute('aria-label', WORDS.to);
    list.required = true;
    const button = document.createElement('button');
    button.classList.add('btn', 'btn-default', 'btn-xs');
    button.textContent = WORDS.give;
    const told = document.createElement('span');
    told.setAttribute('role', 'status');
    place.replaceChildren(list, button);
    node.replaceChildren(told, place);

    const task = scope.taskData.newChild(scope);
    let shown;
    task.observe('task', async now => {
      if (now?.id !== shown?.id) {
        told.textContent = '';
      }
      shown = now;
      const officers = now ? await colleagues(now.id) : [];
      if (shown === now) {
        list.replaceChildren(new Option(WORDS.to, ''), ...officers.map(({ id, name }) => new Option(name, id)));
        place.hidden = officers.length === 0;
      }
    });

    place.addEventListener('submit', async event => {
      event.preventDefault();
      const officer = list.selectedOptions[0];
      button.disabled = true;
      try {
        await give(shown, officer.value, { ...api, me: scope.$root.authentication.name });
        told.textContent = WORDS.given + officer.textContent;
        scope.$apply(() => {
          task.changed('task');
          task.changed('taskList');
        });
      } catch (failure) {
        told.textContent = WORDS.failed;
      } finally {
        button.disabled = false;
      }
    });
  }
};
