import '../../tasklist/scripts/our-door.js';

export default {
  app: {
    name: 'Welcome',
    vendor: 'Bilik'
  }
};
