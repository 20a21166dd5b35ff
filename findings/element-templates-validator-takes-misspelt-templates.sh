#!/usr/bin/env bash
# @bpmn-io/element-templates-validator 2.26.0: valid is what it does not understand
#
# For Camunda 7 the validator of Modeler takes a template that writes an attribute Camunda does not know, offers a choice whose
# default is not among the choices, becomes an element to which it does not apply, stands in a group that is not there, or
# misspells a key: all are valid, and Modeler shows or writes something else than was meant, without a word.
set -euo pipefail
work="$(mktemp -d)"; trap 'rm -rf "$work"' EXIT; cd "$work"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @bpmn-io/element-templates-validator@2.26.0 > /dev/null
cat > finding.js <<'J'
import { validate } from '@bpmn-io/element-templates-validator';
const template = (more, property = {}) => ({
  name: 'a step', id: 'step', appliesTo: ['bpmn:Task'], ...more,
  properties: [{ type: 'String', value: 'x', binding: { type: 'property', name: 'camunda:dueDate' }, ...property }]
});
const tried = {
  'an attribute of no engine': template({}, { binding: { type: 'property', name: 'camunda:noSuchThing' } }),
  'a default beside the choices': template({}, { type: 'Dropdown', choices: [{ name: 'y', value: 'y' }] }),
  'an element it does not apply to': template({ elementType: { value: 'bpmn:StartEvent' } }),
  'a group that is not there': template({}, { group: 'nowhere' }),
  'a misspelt key': template({ entryVisible: true }, { constrains: { notEmpty: true } }),
  'a pattern that is none': template({}, { constraints: { pattern: '(' } }),
  'a binding of no engine': template({}, { binding: { type: 'noSuchThing', name: 'x' } })
};
for (const [what, each] of Object.entries(tried)) console.log(`${what}: ${validate(each).valid}`);
J
node finding.js | tee seen
cat > expected <<'X'
an attribute of no engine: true
a default beside the choices: true
an element it does not apply to: true
a group that is not there: true
a misspelt key: true
a pattern that is none: true
a binding of no engine: false
X
diff expected seen && echo "As found with @bpmn-io/element-templates-validator 2.26.0."
