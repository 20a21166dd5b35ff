// History in Cockpit. Where the paid edition shows what is over, Cockpit leads by itself: the switch "Runtime | History" and
// each link to a case that has ended come to the routes below.
import { inThisLanguage } from '../../../tasklist/scripts/language.js';
import { list } from './definition.js';
import { reader } from './reader.js';
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
const ours = path => `${window.location.pathname.split('/camunda/')[0]}${path}`;

const REPORTS = inThisLanguage({ kk: 'Есептер', ru: 'Отчёты', en: 'Reports' });
const ABOUT_REPORTS = inThisLanguage({
  kk: 'Заңды мерзімдер, өтінімнен төлемге дейін, бас тартулар, ваучерлер, ақша',
  ru: 'Законные сроки, от заявления до оплаты, отказы, ваучеры, деньги',
  en: 'Legal limits, from application to payment, refusals, vouchers, money'
});

const OF_AUDITORS = [
  {
    path: '/operations',
    name: inThisLanguage({ kk: 'Істерден тыс әрекеттер', ru: 'Действия вне дел', en: 'Operations outside of cases' }),
    about: inThisLanguage({
      kk: 'есептік жазбалар, құқықтар, орналастырулар, жұмыстар',
      ru: 'учётные записи, права, развёртывания, задания',
      en: 'accounts, rights, deployments, jobs'
    })
  },
  {
    path: '/audit',
    name: inThisLanguage({ kk: 'Жазбалардың түпнұсқалығы', ru: 'Подлинность записей', en: 'Proof of the records' }),
    about: inThisLanguage({
      kk: 'жазбалар тізбегі мен мөрлер',
      ru: 'цепочка записей и печати',
      en: 'chain of records and seals'
    })
  }
];

function wayToReports() {
  const link = document.createElement('a');
  link.href = ours('/reports');
  link.textContent = REPORTS;
  return link;
}

const reports = {
  id: 'bilik-way-to-reports',
  pluginPoint: 'cockpit.navigation',
  priority: -200,
  render: node => reader.then(({ reports }) => node.replaceChildren(...(reports ? [wayToReports()] : [])))
};

const reportsPanel = {
  id: 'bilik-reports',
  pluginPoint: 'cockpit.dashboard',
  priority: 0,
  render: node => {
    const panel = document.createElement('ul');
    panel.className = 'bilik-panel';
    node.replaceChildren(panel);
    const line = (link, about) => {
      const item = document.createElement('li');
      item.append(link, ` – ${about}`);
      panel.append(item);
    };
    reader.then(({ audits, reports }) => {
      if (reports) {
        line(wayToReports(), ABOUT_REPORTS);
      }
      if (audits) {
        OF_AUDITORS.forEach(({ path, name, about }) => {
          const link = document.createElement('a');
          link.href = ours(path);
          link.textContent = name;
          line(link, about);
        });
      }
    });
  }
};

export default [view('processInstance'), view('processDefinition'), instance, definition, deployments, way, reports, reportsPanel];
