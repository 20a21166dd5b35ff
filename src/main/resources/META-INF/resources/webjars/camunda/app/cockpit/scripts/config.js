import './history/reader.js';
import '../../tasklist/scripts/our-door.js';
import { inThisLanguage, locales, vendor } from '../../tasklist/scripts/language.js';

export default {
  locales,

  app: {
    name: inThisLanguage({ kk: 'Процестер (Cockpit)', ru: 'Процессы (Cockpit)', en: 'Processes (Cockpit)' }),
    vendor
  },

  customScripts: ['scripts/history/plugin']
};
