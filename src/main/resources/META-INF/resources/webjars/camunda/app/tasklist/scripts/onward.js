// What was done, and what comes next: after a task is completed it is named, and the next of the same list is offered – not
// opened, because to open one is to read of somebody, and that is recorded. After a task is taken, the list that holds it is
// shown.
import { inThisLanguage } from './language.js';
import { whenDone } from './typed.js';

const WORDS = inThisLanguage({
  kk: { done: 'Орындалды: ', next: 'Тізімдегі келесі тапсырма: ', last: 'Бұл тізімде сізге арналған басқа тапсырма қалмады.' },
  ru: { done: 'Выполнено: ', next: 'Следующая задача списка: ', last: 'Других задач для вас в этом списке не осталось.' },
  en: { done: 'Done: ', next: 'Next task of the list: ', last: 'No other task for you is left in this list.' }
});

// As the product knows it, in whatever language it is shown.
const MINE = /^My tasks$/;

const tasksOf = list => list?._embedded?.task ?? [];

const numberOf = task => task._embedded?.variable?.find(({ name }) => name === 'number')?.value;

const named = task => [task.name, numberOf(task)].filter(Boolean).join(' · ');

// As a click on its card does.
const open = task => document.querySelector(`[cam-tasks] a[href^="#/?task=${task.id}"]`)?.click();

function bar() {
  const place = document.createElement('div');
  place.className = 'bilik-onward';
  place.hidden = true;
  const said = document.createElement('p');
  said.setAttribute('role', 'status');
  const further = document.createElement('p');
  const next = document.createElement('button');
  next.type = 'button';
  next.classList.add('btn', 'btn-default');
  place.append(said, further);
  return {
    hide() {
      place.hidden = true;
      said.textContent = '';
    },
    tell(task) {
      // Above the task, of which at this moment there is none.
      document.querySelector('.task-details > .content').prepend(place);
      place.hidden = false;
      said.textContent = WORDS.done + named(task);
      further.textContent = '';
    },
    offer(task) {
      if (task) {
        next.textContent = WORDS.next + named(task);
        next.onclick = () => open(task);
        further.replaceChildren(next);
        next.focus();
      } else {
        further.textContent = WORDS.last;
      }
    }
  };
}

export default {
  id: 'onward',
  pluginPoint: 'tasklist.task.action',
  priority: 10,
  render: (node, variables, scope) => {
    const told = bar();
    const me = scope.$root.authentication.name;
    const data = scope.taskData.newChild(scope);
    const search = window.angular.element(document.body).injector().get('search');
    let shown;
    let tasks = [];
    let filter;
    let filters = [];
    let done;
    let taken;
    // The list from which he took his last task: there the next ones wait.
    let from;
    let isLedBack = false;

    data.observe('filters', now => { filters = now ?? []; });
    data.observe('currentFilter', now => {
      if (filter && now?.id !== filter && !isLedBack) {
        told.hide();
      }
      isLedBack = false;
      filter = now?.id;
    });

    data.observe('task', now => {
      if (now && now.id !== shown?.id) {
        told.hide();
        done = undefined;
      }
      if (now && now.id === shown?.id && !shown.assignee && now.assignee === me) {
        taken = now.id;
        // The list may have come before the task; while it still holds the task it may yet be the one from before.
        if (!tasks.some(({ id }) => id === taken)) {
          stay(taken, tasks);
          taken = undefined;
        }
      }
      shown = now ?? shown;
    });

    data.observe('taskList', list => {
      const now = tasksOf(list);
      if (done && !now.some(({ id }) => id === done.task.id)) {
        const here = new Map(now.map(task => [task.id, task]));
        // In the order in which he saw them, from the one that is done onward.
        const after = [...done.onward, ...now].map(({ id }) => here.get(id));
        const next = after.find(task => task && (!task.assignee || task.assignee === me));
        if (next || !from || from === filter) {
          told.offer(next);
          done = undefined;
        } else {
          isLedBack = true;
          show({ filter: from, task: null });
        }
        from = undefined;
      }
      tasks = now;
      if (taken) {
        stay(taken, now);
        taken = undefined;
      }
    });

    // What nobody had is in another list as soon as somebody has it.
    function stay(task, now) {
      const mine = filters.find(({ properties }) => MINE.test(properties.bilik));
      if (now.some(({ id }) => id === task) || !mine || mine.id === filter) {
        return;
      }
      from = filter;
      // Without that word the Tasklist would let go of the task together with the filter.
      show({ filter: mine.id, task, forceDisplayTask: true });
    }

    // Another list beside the same task, as a click on the filter shows it; the form is not drawn anew.
    function show(asked) {
      search.updateSilently({ ...asked, page: '1' });
      setTimeout(() => scope.$apply(() => data.changed('currentFilter')));
    }

    whenDone(id => {
      const at = tasks.findIndex(task => task.id === id);
      const task = tasks[at] ?? (shown?.id === id ? shown : undefined);
      if (task) {
        done = { task, onward: [...tasks.slice(at + 1), ...tasks.slice(0, Math.max(at, 0))] };
        told.tell(task);
      }
    });
  }
};
