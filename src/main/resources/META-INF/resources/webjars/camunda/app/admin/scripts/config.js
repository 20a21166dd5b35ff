import '../../tasklist/scripts/our-door.js';
import { inThisLanguage, locales, vendor } from '../../tasklist/scripts/language.js';

export default {
  locales,

  app: {
    name: inThisLanguage({ kk: 'Пайдаланушылар мен құқықтар', ru: 'Пользователи и права', en: 'Users and rights' }),
    vendor
  }
};
