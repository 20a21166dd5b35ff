// Draws on a diagram what the server has told of it: which elements and flows were taken, how often, how long. What was not
// taken stays as it was.
import { rove } from './keyboard.js';
import { draw } from './viewer.js';

const LOOKS = { passed: 'bilik-passed', now: 'bilik-now', stopped: 'bilik-stopped' };

function engine() {
  const base = document.querySelector('base');
  const name = /\/app\/cockpit\/([^/]+)/.exec(window.location.pathname)?.[1] ?? 'default';
  return `${base.getAttribute('engine-api')}engine/${name}`;
}

const read = (figure, what) => JSON.parse(figure.dataset[what] ?? '{}');

// The same diagram may stand on a page twice: a case that was reopened went through it again.
const diagrams = new Map();

function xml(definition) {
  if (!diagrams.has(definition)) {
    diagrams.set(
      definition,
      fetch(`${engine()}/process-definition/${encodeURIComponent(definition)}/xml`)
        .then(answer => (answer.ok ? answer.json() : Promise.reject(new Error(answer.status))))
        .then(({ bpmn20Xml }) => bpmn20Xml)
    );
  }
  return diagrams.get(definition);
}

function mark(viewer, figure) {
  const canvas = viewer.get('canvas');
  const elements = viewer.get('elementRegistry');
  const overlays = viewer.get('overlays');
  Object.keys(read(figure, 'flows')).forEach(flow => {
    if (elements.get(flow)) {
      canvas.addMarker(flow, 'bilik-taken');
    }
  });
  Object.entries(read(figure, 'elements')).forEach(([element, { text, look }]) => {
    if (!elements.get(element)) {
      return;
    }
    canvas.addMarker(element, LOOKS[look]);
    if (text) {
      const label = document.createElement('span');
      label.className = `bilik-count ${LOOKS[look]}`;
      label.textContent = text;
      overlays.add(element, { position: { bottom: 8, left: 0 }, html: label });
    }
  });
}

// Whoever has no mouse goes from step to step in the order in which the case did; a step without a name has nothing to tell.
function reach(viewer, figure, container, chosen) {
  const elements = viewer.get('elementRegistry');
  const canvas = viewer.get('canvas');
  const steps = Object.entries(read(figure, 'elements'))
    .filter(([element]) => elements.get(element)?.businessObject.name)
    .map(([element, { text }]) => {
      const graphics = elements.getGraphics(element);
      const name = elements.get(element).businessObject.name.replace(/\s+/g, ' ');
      graphics.setAttribute('role', 'button');
      graphics.setAttribute('aria-label', text ? `${name}, ${text}` : name);
      graphics.setAttribute('aria-pressed', 'false');
      graphics.addEventListener('focus', () => canvas.scrollToElement(element));
      return graphics;
    });
  container.setAttribute('role', 'group');
  container.setAttribute('aria-label', figure.querySelector('figcaption > span').textContent);
  rove(steps, step => chosen(step.dataset.elementId));
}

// Draws the diagram of that figure; whoever presses an element is told through `chosen`.
export async function show(figure, chosen) {
  const container = figure.querySelector('.bilik-diagram');
  try {
    const viewer = await draw(container, await xml(figure.dataset.definition));
    if (!viewer) {
      container.remove();
      return null;
    }
    mark(viewer, figure);
    viewer.get('canvas').zoom('fit-viewport', 'auto');
    if (chosen) {
      reach(viewer, figure, container, chosen);
    }
    viewer.get('eventBus').on('element.click', ({ element }) => chosen?.(element.id));
    return viewer;
  } catch (failure) {
    // Then the trail beside it tells all there is.
    container.remove();
    return null;
  }
}

function press(elements, element, pressed) {
  const graphics = elements.getGraphics(element);
  if (graphics.hasAttribute('aria-pressed')) {
    graphics.setAttribute('aria-pressed', pressed);
  }
}

// Marks that element alone, and moves it into sight.
export function point(viewer, element, before) {
  const canvas = viewer.get('canvas');
  const elements = viewer.get('elementRegistry');
  if (before && elements.get(before)) {
    canvas.removeMarker(before, 'bilik-chosen');
    press(elements, before, false);
  }
  const found = element && elements.get(element);
  if (found) {
    canvas.addMarker(element, 'bilik-chosen');
    press(elements, element, true);
    canvas.scrollToElement(found);
  }
}
