// Left alone, the Tasklist puts on top what came last. Here what the law wants done first stands on top, until the officer
// chooses another order. The order stands in the address, so it is put there before the Tasklist reads it.
const DUE_FIRST = '[{"sortBy":"dueDate","sortOrder":"asc"}]';

function dueFirst() {
  const [path, query] = window.location.hash.replace(/^#/, '').split('?');
  const asked = new URLSearchParams(query);
  if ((path === '' || path === '/') && !asked.has('sorting')) {
    asked.set('sorting', DUE_FIRST);
    const { pathname, search } = window.location;
    window.history.replaceState(null, '', `${pathname}${search}#/?${asked}`);
  }
}

window.addEventListener('popstate', dueFirst);
window.addEventListener('hashchange', dueFirst);
dueFirst();
