// What runs in the browser: the editors of Camunda Modeler for Camunda 7, and what is asked of them.
import BpmnModeler from 'bpmn-js/lib/Modeler';
import { BpmnPropertiesPanelModule, BpmnPropertiesProviderModule, CamundaPlatformPropertiesProviderModule } from 'bpmn-js-properties-panel';
import { ElementTemplatesPropertiesProviderModule } from 'bpmn-js-element-templates';
import CamundaBehaviorsModule from 'camunda-bpmn-js-behaviors/lib/camunda-platform';
import camundaBpmn from 'camunda-bpmn-moddle/resources/camunda.json';
import DmnModeler from 'dmn-js/lib/Modeler';
import camundaDmn from 'camunda-dmn-moddle/resources/camunda.json';
import { FormEditor } from '@bpmn-io/form-js';

const messages = (warnings) => (warnings ?? []).map((warning) => String(warning?.message ?? warning));

async function modeler(xml, templates) {
  document.body.innerHTML = '<div id="canvas"></div><div id="panel"></div>';
  const complaints = [];
  const editor = new BpmnModeler({
    container: '#canvas',
    propertiesPanel: { parent: '#panel' },
    additionalModules: [BpmnPropertiesPanelModule, BpmnPropertiesProviderModule, CamundaPlatformPropertiesProviderModule,
      ElementTemplatesPropertiesProviderModule, CamundaBehaviorsModule],
    moddleExtensions: { camunda: camundaBpmn },
    elementTemplates: { engines: { camunda: '7.24.0' } }
  });
  for (const event of ['errors', 'warnings']) {
    editor.on(`elementTemplates.${event}`, (told) => complaints.push(...messages(told[event])));
  }
  editor.get('elementTemplatesLoader').setTemplates(templates);
  complaints.push(...messages((await editor.importXML(xml)).warnings));
  return { editor, complaints };
}

const saved = async (editor) => (await editor.saveXML({ format: true })).xml;

window.tried = {

  /** Opens and saves; says of each element with a template whether Modeler knows it. */
  async bpmn({ xml, templates }) {
    const { editor, complaints } = await modeler(xml, templates);
    const known = editor.get('elementTemplates');
    const elements = editor.get('elementRegistry')
      .filter((element) => element.businessObject.get('camunda:modelerTemplate') && !element.labelTarget)
      .map((element) => ({ element: element.id, template: known.get(element)?.id }));
    return { xml: await saved(editor), complaints, elements };
  },

  async dmn({ xml }) {
    document.body.innerHTML = '<div id="canvas"></div>';
    const editor = new DmnModeler({ container: '#canvas', moddleExtensions: { camunda: camundaDmn } });
    const complaints = messages((await editor.importXML(xml)).warnings);
    // The first view is open by now, and opened twice it would complain of itself.
    for (const view of editor.getViews().filter((each) => each !== editor.getActiveView())) {
      complaints.push(...messages((await editor.open(view)).warnings));
    }
    return { xml: await saved(editor), complaints };
  },

  async form({ schema }) {
    document.body.innerHTML = '<div id="canvas"></div>';
    const editor = new FormEditor({ container: document.querySelector('#canvas') });
    await editor.importSchema(schema);
    return { schema: editor.getSchema() };
  },

  /**
   * Applies the template of each task to a fresh task, as an analyst does, and says which tasks then are not what the
   * diagram has there. How often the engine tries again what failed is no matter of templates.
   */
  async apply({ xml, templates }) {
    const { editor, complaints } = await modeler(xml, templates);
    const [modeling, elementFactory, registry, canvas, known] =
      ['modeling', 'elementFactory', 'elementRegistry', 'canvas', 'elementTemplates'].map((name) => editor.get(name));
    const tasks = registry.filter((element) => element.type.endsWith('Task') && known.get(element));
    for (const task of tasks) {
      const fresh = modeling.createShape(elementFactory.createShape({ type: 'bpmn:Task' }), { x: 0, y: -200 }, canvas.getRootElement());
      const applied = known.applyTemplate(fresh, known.getLatest(known.get(task).id)[0]);
      const [wanted, got] = await Promise.all([task, applied].map((element) => facts(editor, element.businessObject)));
      if (wanted !== got) complaints.push(`${task.id} by its template is\n  ${got}\n  and not\n  ${wanted}`);
      modeling.removeShape(applied);
    }
    return { complaints, tried: tasks.length };
  },

  /** Selects an element, so that the panel shows it. */
  async show({ xml, templates, element }) {
    const { editor } = await modeler(xml, templates);
    const shape = editor.get('elementRegistry').get(element);
    // The panel hears of a selection only when it has been drawn once.
    await new Promise((drawn) => setTimeout(drawn, 1000));
    editor.get('selection').select(shape);
    editor.get('canvas').scrollToElement(shape, 200);
  }
};

/** What the engine reads of a task beside its place in the diagram: type, attributes of Camunda, extensions. */
async function facts(editor, task) {
  const attributes = task.$descriptor.properties
    .map(({ ns, default: byItself }) => [ns.name, task.get(ns.name), byItself])
    .filter(([name, value, byItself]) => name.startsWith('camunda:') && ['string', 'boolean', 'number'].includes(typeof value)
      && value !== false && value !== byItself)
    .map(([name, value]) => `${name}=${value}`);
  const extensions = await Promise.all((task.extensionElements?.values ?? [])
    .filter((extension) => extension.$type !== 'camunda:FailedJobRetryTimeCycle')
    .map(async (extension) => (await editor.get('moddle').toXML(extension, { preamble: false })).xml.replace(/><\/camunda:inputParameter>/g, ' />')));
  return [task.$type, ...attributes.sort(), ...extensions.sort()].join('\n  ');
}
