// The story of a case beside its diagrams. The server tells it in the reader's language and only what he may read; here it is
// shown, and whoever chooses a step in one place sees it in the other.
import { lost } from '../../../tasklist/scripts/our-door.js';
import { inThisLanguage } from '../../../tasklist/scripts/language.js';
import { point, show } from './diagrams.js';
import { rove } from './keyboard.js';

const FAILED = inThisLanguage({
  kk: 'Тарихты көрсету мүмкін болмады. Бетті қайта жүктеңіз.',
  ru: 'Не удалось показать историю. Обновите страницу.',
  en: 'The story could not be shown. Load the page again.'
});

const OURS = new URL('../../../../../', import.meta.url);

function say(node, words) {
  const said = document.createElement('p');
  said.setAttribute('role', 'alert');
  said.textContent = words;
  node.replaceChildren(said);
}

// Asks one of our own pages for a part of this one.
export async function ask(node, path) {
  node.setAttribute('aria-busy', 'true');
  try {
    const answer = await fetch(new URL(path, OURS));
    if (answer.redirected) {
      lost();
      return false;
    }
    if (!answer.ok) {
      throw new Error(answer.status);
    }
    node.innerHTML = await answer.text();
    return true;
  } catch (failure) {
    say(node, FAILED);
    return false;
  } finally {
    node.removeAttribute('aria-busy');
  }
}

function connect(node) {
  const viewers = new Map();
  const entries = [...node.querySelectorAll('.bilik-trail li[data-element]')];
  const stop = rove(entries.flatMap(entry => [...entry.querySelectorAll('.bilik-at')]));
  let chosen = {};

  function choose(instance, element, from) {
    const before = chosen;
    chosen = { instance, element };
    viewers.forEach((viewer, course) =>
      point(
        viewer,
        course === instance ? element : null,
        course === before.instance ? before.element : null
      )
    );
    const same = entries.filter(
      entry => entry.dataset.instance === instance && entry.dataset.element === element
    );
    entries.forEach(entry => {
      const is = same.includes(entry);
      entry.classList.toggle('bilik-chosen', is);
      entry.querySelector('.bilik-at')?.setAttribute('aria-pressed', is);
    });
    if (from === 'diagram') {
      same[0]?.scrollIntoView({ block: 'center' });
      // Who goes on with the Tab key comes to what was done there.
      const at = same[0]?.querySelector('.bilik-at');
      if (at) {
        stop(at);
      }
    } else {
      node
        .querySelector(`.bilik-course[data-instance="${CSS.escape(instance)}"]`)
        ?.scrollIntoView({ block: 'nearest' });
    }
  }

  node.querySelectorAll('.bilik-course').forEach(async figure => {
    const { instance } = figure.dataset;
    const viewer = await show(figure, element => choose(instance, element, 'diagram'));
    if (viewer) {
      viewers.set(instance, viewer);
    }
  });
  entries.forEach(entry =>
    entry
      .querySelector('.bilik-at')
      ?.addEventListener('click', () => choose(entry.dataset.instance, entry.dataset.element, 'trail'))
  );
  node
    .querySelectorAll('.bilik-case')
    .forEach(button =>
      button.addEventListener('click', () => tell(node, `history/cases/${button.dataset.case}`))
    );
}

// Shows there what that page of ours tells.
export async function tell(node, path) {
  if (await ask(node, path)) {
    connect(node);
  }
}
