// The cases that have gone through a version of a diagram: what is looked for is asked of our own page, which answers with the
// list and with what is to be written on the diagram.
import { show } from './diagrams.js';
import { ask } from './story.js';

export async function list(node, path, fields = new URLSearchParams()) {
  if (!(await ask(node, `${path}?${fields}`))) {
    return;
  }
  node.querySelectorAll('.bilik-course').forEach(figure => show(figure));
  const form = node.querySelector('.bilik-search');
  form?.addEventListener('submit', event => {
    event.preventDefault();
    list(node, path, new URLSearchParams(new FormData(form)));
  });
  node.querySelectorAll('[data-page]').forEach(button =>
    button.addEventListener('click', () => {
      const next = new URLSearchParams(fields);
      next.set('page', button.dataset.page);
      list(node, path, next);
    })
  );
}
