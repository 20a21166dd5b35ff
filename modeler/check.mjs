#!/usr/bin/env node
// Opens and saves each diagram, table and form with the editors of Camunda Modeler and says what differs; validates the
// element templates against their schema, and tries whether Modeler knows them and what applying one writes. See README.md.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { validateAll } from '@bpmn-io/element-templates-validator';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.dirname(here);

const files = (folder, ending) => readdirSync(path.join(root, folder))
  .filter((name) => name.endsWith(ending)).sort().map((name) => path.join(folder, name));
const read = (file) => readFileSync(path.join(root, file), 'utf8');

const faults = [];
const fault = (file, message) => faults.push(`${file}: ${message}`);

// As wide as in Modeler, so that a picture shows what an analyst sees.
const styles = ['bpmn-js/dist/assets/diagram-js.css', 'bpmn-js/dist/assets/bpmn-js.css', '@bpmn-io/properties-panel/dist/assets/properties-panel.css',
  'bpmn-js-element-templates/dist/assets/element-templates.css']
  .map((file) => readFileSync(path.join(here, 'node_modules', file), 'utf8')).join('\n')
  + 'body { margin: 0; } #canvas { position: fixed; inset: 0 420px 0 0; } #panel { position: fixed; inset: 0 0 0 auto; width: 420px; overflow: auto; }';

const BROWSERS = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

// ---- the templates

const templates = files('.camunda/element-templates', '.json').flatMap((file) => {
  const inFile = JSON.parse(read(file));
  const { results } = validateAll(inFile);
  results.filter((result) => !result.valid).forEach((result) =>
    fault(file, `${result.object.id}: ${(result.errors ?? []).map((error) => error.message).join('; ')}`));
  return inFile;
});

// ---- the editors

/** The first line in which two texts differ. */
function difference(before, after) {
  const [left, right] = [before, after].map((text) => text.split('\n'));
  const line = left.findIndex((text, index) => text !== right[index]);
  return `saved otherwise, line ${line + 1}\n  ${left[line]}\n  ${right[line] ?? '(nothing)'}`;
}

/**
 * What a form says, in whatever order: form-js writes its keys in an order of its own. The age of its words and the name of
 * the editor are the editor's, not the form's; the Tasklist's form-js 1.8.7 reads the older words, and gets no newer ones.
 */
function meaning({ exporter, schemaVersion, ...form }) {
  const sorted = (value) => (Array.isArray(value) ? value.map(sorted)
    : value && typeof value === 'object'
      ? Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]))
      : value);
  return JSON.stringify(sorted(form), null, 2);
}

async function checkFiles(ask) {
  for (const file of files('processes', '.bpmn')) {
    const xml = read(file);
    const { xml: saved, complaints, elements } = await ask('bpmn', { xml, templates });
    complaints.forEach((complaint) => fault(file, complaint));
    if (saved !== xml) fault(file, difference(xml, saved));
    elements.filter(({ template }) => !template).forEach(({ element }) => fault(file, `${element}: Modeler finds no template`));
    const { complaints: others, tried } = await ask('apply', { xml, templates });
    others.forEach((other) => fault(file, other));
    console.log(`${file}: Modeler knows ${elements.length} elements by a template; applied anew to ${tried} fresh tasks`);
  }
  for (const file of files('processes', '.dmn')) {
    const xml = read(file);
    const { xml: saved, complaints } = await ask('dmn', { xml });
    complaints.forEach((complaint) => fault(file, complaint));
    if (saved !== xml) fault(file, difference(xml, saved));
  }
  for (const file of files('forms', '.form')) {
    const schema = JSON.parse(read(file));
    const { schema: saved } = await ask('form', { schema });
    const [before, after] = [schema, saved].map(meaning);
    if (before !== after) fault(file, difference(before, after));
  }
}

/** With a diagram, an element and a file as arguments: a picture of what Modeler shows of that element. */
async function picture(window, ask, diagram, element, file) {
  await ask('show', { xml: read(diagram), templates, element });
  // The panel follows the selection a moment later.
  await window.waitForTimeout(1000);
  for (const group of await window.locator('#panel [data-group-id*="ElementTemplates"] .bio-properties-panel-group-header').all()) {
    await group.click({ position: { x: 10, y: 10 } });
  }
  await window.waitForTimeout(500);
  console.log(await window.evaluate(() => document.querySelector('#panel').innerText));
  await window.screenshot({ path: file });
}

async function main() {
  const executablePath = BROWSERS.find((file) => file && existsSync(file));
  if (!executablePath) throw new Error('no Chromium found; name one in the environment variable CHROMIUM');
  const page = await build({
    entryPoints: [path.join(here, 'page.js')], absWorkingDir: here, bundle: true, format: 'iife', write: false, logLevel: 'error'
  });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
  try {
    const window = await (await browser.newContext({ offline: true, viewport: { width: 1400, height: 900 } })).newPage();
    window.on('pageerror', (error) => fault('page', error.message));
    await window.setContent(`<!doctype html><meta charset="utf-8"><style>${styles}</style><body></body>`);
    await window.addScriptTag({ content: page.outputFiles[0].text });
    const ask = (what, about) => window.evaluate(([name, argument]) => window.tried[name](argument), [what, about]);
    await (process.argv.length > 2 ? picture(window, ask, ...process.argv.slice(2)) : checkFiles(ask));
  } finally {
    await browser.close();
  }
  faults.forEach((text) => console.error(text));
  console.log(`${templates.length} templates, ${faults.length} faults`);
  process.exitCode = faults.length ? 1 : 0;
}

await main();
