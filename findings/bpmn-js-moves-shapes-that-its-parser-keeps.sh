#!/usr/bin/env bash
# bpmn-js 18.31.1: opened and saved, a diagram's shapes stand in another order, though the parser keeps theirs
#
# The parser of Modeler, bpmn-moddle, reads and writes this diagram without changing a letter, so that a test without a browser
# calls it "as Modeler saves it". The editor writes shapes and edges in the order in which they lie over each other: an analyst
# who opens and saves the file has moved lines that he never touched. Saved once by the editor it stays as it is.
# It needs a Chromium: /usr/bin/chromium, or the one in $CHROMIUM.
set -euo pipefail
browser="${CHROMIUM:-/usr/bin/chromium}"
work="$(mktemp -d)"; trap 'rm -rf "$work"' EXIT; cd "$work"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts bpmn-js@18.31.1 bpmn-moddle@10.3.1 esbuild@0.28.2 \
  playwright-core@1.65.1 > /dev/null
cat > diagram.bpmn <<'X'
<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" id="all" targetNamespace="all">
  <bpmn:process id="process" isExecutable="false">
    <bpmn:task id="task" />
    <bpmn:boundaryEvent id="border" attachedToRef="task" />
    <bpmn:task id="next" />
  </bpmn:process>
  <bpmndi:BPMNDiagram id="diagram">
    <bpmndi:BPMNPlane id="plane" bpmnElement="process">
      <bpmndi:BPMNShape id="task_di" bpmnElement="task">
        <dc:Bounds x="100" y="100" width="100" height="80" />
      </bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="border_di" bpmnElement="border">
        <dc:Bounds x="132" y="162" width="36" height="36" />
      </bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="next_di" bpmnElement="next">
        <dc:Bounds x="300" y="100" width="100" height="80" />
      </bpmndi:BPMNShape>
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
X
cat > page.js <<'J'
import BpmnModeler from 'bpmn-js/lib/Modeler';
import { BpmnModdle } from 'bpmn-moddle';
const order = (xml) => [...xml.matchAll(/BPMNShape id="(\w+)_di"/g)].map((shape) => shape[1]).join(' ');
window.finding = async (xml) => {
  const moddle = new BpmnModdle();
  const parsed = (await moddle.toXML((await moddle.fromXML(xml)).rootElement, { format: true })).xml;
  const editor = new BpmnModeler({ container: document.body });
  const save = async (text) => {
    await editor.importXML(text);
    return (await editor.saveXML({ format: true })).xml;
  };
  const saved = await save(xml);
  return `parser changes nothing: ${parsed === xml}\nbefore: ${order(xml)}\nsaved: ${order(saved)}\nsaved again changes nothing: ${await save(saved) === saved}`;
};
J
node_modules/.bin/esbuild page.js --bundle --format=iife --outfile=bundle.js --log-level=error
cat > finding.js <<'J'
import { chromium } from 'playwright-core';
import { readFileSync } from 'node:fs';
const browser = await chromium.launch({ executablePath: process.argv[2], args: ['--no-sandbox'] });
const page = await browser.newPage();
await page.setContent('<body></body>');
await page.addScriptTag({ path: 'bundle.js' });
console.log(await page.evaluate((xml) => window.finding(xml), readFileSync('diagram.bpmn', 'utf8')));
await browser.close();
J
node finding.js "$browser" | tee seen
cat > expected <<'X'
parser changes nothing: true
before: task border next
saved: task next border
saved again changes nothing: true
X
diff expected seen && echo "As found with bpmn-js 18.31.1 and bpmn-moddle 10.3.1."
