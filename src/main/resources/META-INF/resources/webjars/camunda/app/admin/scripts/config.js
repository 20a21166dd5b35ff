import '../../tasklist/scripts/our-door.js';

export default {
  app: {
    name: 'Admin',
    vendor: 'Bilik'
  }
};
