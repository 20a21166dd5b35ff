// What an officer types into the form of a task is not lost with his session, with a click on another task or with the
// page: it stays in this window until the task is done, he signs out, or somebody else signs in here. The Tasklist keeps such
// texts itself when it loses its session, but for the whole computer and for whoever opens the task next; here each account
// finds its own.
import { isSignedOut } from './our-door.js';
import { officer } from './signed-in.js';

const THEIRS = 'camunda-form:';
const OURS = 'bilik-typed:';

const keyOf = task => `${OURS}${officer}:${task}`;

const finished = new Set();

// Calls it with the id of each task that is done.
export const whenDone = told => finished.add(told);

function isEmpty(value) {
  return value === null || value === undefined || value === '' || value === false
    || Array.isArray(value) && value.length === 0;
}

function keep(task, text) {
  if (isSignedOut() || !officer) {
    return;
  }
  if (Object.values(JSON.parse(text)).every(isEmpty)) {
    sessionStorage.removeItem(keyOf(task));
  } else {
    sessionStorage.setItem(keyOf(task), text);
  }
}

const { getItem, setItem, removeItem } = Storage.prototype;

const taskIn = key => (String(key).startsWith(THEIRS) ? String(key).slice(THEIRS.length) : null);

Storage.prototype.getItem = function (key) {
  const task = this === window.localStorage ? taskIn(key) : null;
  return task === null ? getItem.call(this, key) : sessionStorage.getItem(keyOf(task));
};

Storage.prototype.setItem = function (key, value) {
  const task = this === window.localStorage ? taskIn(key) : null;
  if (task === null) {
    setItem.call(this, key, value);
  } else {
    keep(task, value);
  }
};

Storage.prototype.removeItem = function (key) {
  const task = this === window.localStorage ? taskIn(key) : null;
  if (task === null) {
    removeItem.call(this, key);
    return;
  }
  sessionStorage.removeItem(keyOf(task));
  // The Tasklist does this when the server has taken the form, and at no other time.
  finished.forEach(told => told(task));
};

// What others typed in this window, and what the Tasklist kept for everybody before.
Object.keys(sessionStorage)
  .filter(key => key.startsWith(OURS) && !key.startsWith(`${OURS}${officer}:`))
  .forEach(key => removeItem.call(sessionStorage, key));
Object.keys(localStorage)
  .filter(key => key.startsWith(THEIRS))
  .forEach(key => removeItem.call(localStorage, key));

// The form knows its fields best; the tree that draws it leads to it.
function formOf(container) {
  const nodes = [container.__k];
  while (nodes.length) {
    const node = nodes.pop();
    const service = node?.props?.value?.getService;
    if (typeof service === 'function') {
      return service('form', false);
    }
    nodes.push(...[node?.__k ?? []].flat().filter(Boolean));
  }
  return null;
}

const taskShown = () => new URLSearchParams(window.location.hash.split('?')[1]).get('task');

function keepWhatStands({ target }) {
  const container = target.closest?.('.fjs-container');
  const task = taskShown();
  const look = () => {
    const form = container?.isConnected ? formOf(container) : null;
    if (form && task && task === taskShown()) {
      keep(task, JSON.stringify(form._getSubmitData()));
    }
  };
  // Who leaves a field may be on his way to another task.
  look();
  // The form knows a choice after it has been made, and a text when one pauses or leaves the field.
  [0, 400].forEach(pause => setTimeout(look, pause));
}

['input', 'change', 'click', 'focusout'].forEach(what => document.addEventListener(what, keepWhatStands));
