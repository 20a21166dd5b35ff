import '../../tasklist/scripts/our-door.js';

export default {
  app: {
    name: 'Cockpit',
    vendor: 'Bilik'
  }
};
