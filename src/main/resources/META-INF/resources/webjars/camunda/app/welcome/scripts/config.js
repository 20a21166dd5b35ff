import '../../tasklist/scripts/our-door.js';
import { inThisLanguage, locales, vendor } from '../../tasklist/scripts/language.js';

export default {
  locales,

  app: {
    name: inThisLanguage({ kk: 'Қош келдіңіз', ru: 'Добро пожаловать', en: 'Welcome' }),
    vendor
  }
};
