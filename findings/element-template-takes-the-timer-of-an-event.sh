#!/usr/bin/env bash
# bpmn-js-element-templates 2.37.0: a template for start events takes the timer from the start event it is applied to
#
# A template may say what an element becomes (elementType). For a start event that is to stay one, as for a service task that is to
# stay one, that looks like nothing. But for Camunda 7 a template can name no timer or message, the editor takes the event for
# another one, and draws it anew without its timer: an event that fired daily never fires again. Without elementType it keeps it.
# It needs a Chromium: /usr/bin/chromium, or the one in $CHROMIUM.
set -euo pipefail
browser="${CHROMIUM:-/usr/bin/chromium}"
work="$(mktemp -d)"; trap 'rm -rf "$work"' EXIT; cd "$work"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts esbuild@0.28.2 playwright-core@1.65.1 bpmn-js@18.31.1 bpmn-js-element-templates@2.37.0 bpmn-js-properties-panel@5.65.3 \
  @bpmn-io/properties-panel@3.55.0 camunda-bpmn-js-behaviors@1.18.0 camunda-bpmn-moddle@8.0.1 > /dev/null
cat > diagram.bpmn <<'X'
<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" id="all" targetNamespace="all">
  <bpmn:process id="process" isExecutable="true">
    <bpmn:startEvent id="daily">
      <bpmn:timerEventDefinition id="timer">
        <bpmn:timeCycle>0 0 9 * * ?</bpmn:timeCycle>
      </bpmn:timerEventDefinition>
    </bpmn:startEvent>
    <bpmn:task id="task" />
  </bpmn:process>
  <bpmndi:BPMNDiagram id="diagram">
    <bpmndi:BPMNPlane id="plane" bpmnElement="process">
      <bpmndi:BPMNShape id="daily_di" bpmnElement="daily">
        <dc:Bounds x="100" y="100" width="36" height="36" />
      </bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="task_di" bpmnElement="task">
        <dc:Bounds x="300" y="100" width="100" height="80" />
      </bpmndi:BPMNShape>
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
X
cat > page.js <<'J'
import BpmnModeler from 'bpmn-js/lib/Modeler';
import { BpmnPropertiesPanelModule, BpmnPropertiesProviderModule, CamundaPlatformPropertiesProviderModule } from 'bpmn-js-properties-panel';
import { ElementTemplatesPropertiesProviderModule } from 'bpmn-js-element-templates';
import CamundaBehaviorsModule from 'camunda-bpmn-js-behaviors/lib/camunda-platform';
import camunda from 'camunda-bpmn-moddle/resources/camunda.json';
const apply = async (xml, element, template) => {
  const editor = new BpmnModeler({
    container: document.body,
    additionalModules: [BpmnPropertiesPanelModule, BpmnPropertiesProviderModule, CamundaPlatformPropertiesProviderModule,
      ElementTemplatesPropertiesProviderModule, CamundaBehaviorsModule],
    moddleExtensions: { camunda }
  });
  editor.get('elementTemplatesLoader').setTemplates([template]);
  await editor.importXML(xml);
  const templates = editor.get('elementTemplates');
  templates.applyTemplate(editor.get('elementRegistry').get(element), templates.getLatest(template.id)[0]);
  return (await editor.saveXML({ format: true })).xml;
};
window.finding = async (xml) => {
  const template = { name: 'daily', id: 'daily', appliesTo: ['bpmn:StartEvent'], properties: [] };
  const timers = async (each) => ((await apply(xml, 'daily', each)).match(/<bpmn:timerEventDefinition/g) ?? []).length;
  return `timers: 1, with elementType: ${await timers({ ...template, elementType: { value: 'bpmn:StartEvent' } })}, without: ${await timers(template)}`;
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
echo 'timers: 1, with elementType: 0, without: 1' > expected
diff expected seen && echo "As found with bpmn-js-element-templates 2.37.0."
