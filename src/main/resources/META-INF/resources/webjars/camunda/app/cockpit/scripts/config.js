import '../../tasklist/scripts/our-door.js';
import { inThisLanguage, locales } from '../../tasklist/scripts/language.js';

export default {
  locales,

  app: {
    name: inThisLanguage({ kk: 'Процестер (Cockpit)', ru: 'Процессы (Cockpit)', en: 'Cockpit' }),
    vendor: 'Bilik'
  }
};
