// The webapps' own form for signing in opens nothing here: whoever has signed out, or whose session has ended, comes to
// the one door of the product.
function leave() {
  if (window.location.hash.startsWith('#/login')) {
    window.location.replace(new URL('../../../../login', import.meta.url));
  }
}

window.addEventListener('hashchange', leave);
leave();
