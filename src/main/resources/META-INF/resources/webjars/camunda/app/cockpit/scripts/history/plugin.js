// History in Cockpit. Where the paid edition shows what is over, Cockpit leads by itself: the switch "Runtime | History" and
// each link to a case that has ended come to the routes below.
import { inThisLanguage } from '../../../tasklist/scripts/language.js';
import { list } from './definition.js';
import { tell } from './story.js';

const LABEL = inThisLanguage({ kk: 'Тарих', ru: 'История', en: 'History' });

const idIn = what => new RegExp(`^#/${what}/([^/?]+)/history`).exec(window.location.hash)?.[1];

// Cockpit knows by these that there is a history to lead to.
const view = of => ({
  id: 'history',
  pluginPoint: `cockpit.${of}.view`,
  priority: 0,
  properties: { label: LABEL, keepSearchParams: ['viewbox'] },
  render: () => {}
});

function page(node) {
  const main = document.createElement('main');
  main.className = 'bilik-history';
  node.replaceChildren(main);
  return main;
}

const instance = {
  id: 'bilik-instance-history',
  pluginPoint: 'cockpit.route',
  priority: 0,
  properties: { path: '/process-instance/:id/history' },
  render: node => {
    tell(page(node), `history/instances/${idIn('process-instance')}`);
  }
};

const definition = {
  id: 'bilik-definition-history',
  pluginPoint: 'cockpit.route',
  priority: 0,
  properties: { path: '/process-definition/:id/history' },
  render: node => {
    list(page(node), `history/definitions/${idIn('process-definition')}`);
  }
};

const DEPLOYMENTS = inThisLanguage({ kk: 'Орналастыру тарихы', ru: 'История развёртываний', en: 'History of deployments' });

const deployments = {
  id: 'bilik-deployment-history',
  pluginPoint: 'cockpit.route',
  priority: 0,
  properties: { path: '/deployment-history' },
  render: node => {
    tell(page(node), 'history/deployments');
  }
};

const way = {
  id: 'bilik-way-to-deployments',
  pluginPoint: 'cockpit.navigation',
  priority: -100,
  render: node => {
    const link = document.createElement('a');
    link.href = '#/deployment-history';
    link.textContent = DEPLOYMENTS;
    node.replaceChildren(link);
  }
};

// Our own pages lie beside Cockpit, which is at /camunda/app/cockpit/<engine>/.
const REPORTS = inThisLanguage({ kk: 'Есептер', ru: 'Отчёты', en: 'Reports' });
const ABOUT_REPORTS = inThisLanguage({
  kk: 'Заңды мерзімдер, өтінімнен төлемге дейін, бас тартулар, ваучерлер, ақша',
  ru: 'Законные сроки, от заявления до оплаты, отказы, ваучеры, деньги',
  en: 'Legal limits, from application to payment, refusals, vouchers, money'
});

function wayToReports() {
  const link = document.createElement('a');
  link.href = `${window.location.pathname.split('/camunda/')[0]}/reports`;
  link.textContent = REPORTS;
  return link;
}

const reports = {
  id: 'bilik-way-to-reports',
  pluginPoint: 'cockpit.navigation',
  priority: -200,
  render: node => node.replaceChildren(wayToReports())
};

const reportsPanel = {
  id: 'bilik-reports',
  pluginPoint: 'cockpit.dashboard',
  priority: 0,
  render: node => {
    const panel = document.createElement('p');
    panel.append(wayToReports(), ` – ${ABOUT_REPORTS}`);
    node.replaceChildren(panel);
  }
};

export default [view('processInstance'), view('processDefinition'), instance, definition, deployments, way, reports, reportsPanel];
