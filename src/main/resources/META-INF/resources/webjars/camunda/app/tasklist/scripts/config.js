import './due-day.js';
import './due-first.js';
import './legal-time.js';
import './names.js';
import './our-door.js';
import './typed.js';
import './form-words.js';
import { inThisLanguage, locales, vendor } from './language.js';

export default {
  locales,

  app: {
    name: inThisLanguage({ kk: 'Тапсырмалар тізімі', ru: 'Список задач', en: 'Tasklist' }),
    vendor
  },

  customScripts: ['scripts/documents', 'scripts/give', 'scripts/onward', 'scripts/refusals', 'scripts/start-page', 'scripts/whom'],

  shortcuts: {
    claimTask: {
      key: 'ctrl+alt+c',
      description: inThisLanguage({
        kk: 'таңдалған тапсырманы өзіңізге алу',
        ru: 'взять выбранную задачу',
        en: 'claims the currently selected task'
      })
    },
    focusFilter: {
      key: 'ctrl+shift+f',
      description: inThisLanguage({
        kk: 'тізімдегі бірінші сүзгіге өту',
        ru: 'перейти к первому фильтру в списке',
        en: 'set the focus to the first filter in the list'
      })
    },
    focusList: {
      key: 'ctrl+alt+l',
      description: inThisLanguage({
        kk: 'тізімдегі бірінші тапсырмаға өту',
        ru: 'перейти к первой задаче в списке',
        en: 'sets the focus to the first task in the list'
      })
    },
    focusForm: {
      key: 'ctrl+alt+f',
      description: inThisLanguage({
        kk: 'тапсырма нысанының бірінші өрісіне өту',
        ru: 'перейти к первому полю формы задачи',
        en: 'sets the focus to the first input field in a task form'
      })
    }
  }
};
