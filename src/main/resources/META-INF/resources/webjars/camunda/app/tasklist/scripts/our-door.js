// The webapps' own form for signing in opens nothing here. Whoever signs out comes to the one door of the product; whose
// session has ended comes there, too, reads why, and is led back to where he was.
import { officer, whenAnother } from './signed-in.js';

const PLACE = 'bilik-place';
const LOST = '?lost';

// Why, as the server said with the call that it refused.
const OVER = 'Session-Over';
const SIGN_OUT = /\/auth\/user\/[^/]+\/logout$/;

let signedOut = false;
let gone = false;
let over = '';

const isLogin = address => new URL(address).hash.startsWith('#/login');

const ofOurs = () => Object.keys(sessionStorage).filter(key => key.startsWith('bilik-'));

// Where he was, of which only the browser knows: the filter, the task, the page stand behind the #.
function remember(address) {
  const { pathname, hash } = new URL(address);
  sessionStorage.setItem(PLACE, JSON.stringify({ officer, pathname, hash }));
}

function leave(address) {
  if (gone) {
    return;
  }
  gone = true;
  if (signedOut) {
    ofOurs().forEach(key => sessionStorage.removeItem(key));
    window.location.replace(new URL('../../../../login?out', import.meta.url));
    return;
  }
  if (address && !isLogin(address)) {
    remember(address);
  }
  // The server leads from here to the login, and knows this page when somebody has signed in.
  window.location.replace(`${window.location.pathname}${LOST}=${over}`);
}

function comeBack() {
  const kept = JSON.parse(sessionStorage.getItem(PLACE) ?? 'null');
  sessionStorage.removeItem(PLACE);
  if (window.location.search.startsWith(LOST)) {
    const known = kept?.officer === officer && kept.pathname === window.location.pathname;
    window.history.replaceState(null, '', window.location.pathname + (known ? kept.hash : window.location.hash));
  }
}

// The way out is a call like any other.
const open = XMLHttpRequest.prototype.open;
XMLHttpRequest.prototype.open = function (method, address, ...more) {
  this.addEventListener('load', () => {
    if (this.status === 401) {
      // The first one knows best: to the next the session is merely gone.
      over ||= this.getResponseHeader(OVER) ?? '';
    } else if (SIGN_OUT.test(address)) {
      signedOut = this.status < 400;
    }
  });
  return open.call(this, method, address, ...more);
};

// Our own pages lead a call to the login, which says why in its address.
const { fetch } = window;
window.fetch = async (...asked) => {
  const answer = await fetch(...asked);
  if (answer.redirected && new URL(answer.url).pathname.endsWith('/login')) {
    over ||= new URL(answer.url).searchParams.get('over') ?? '';
  }
  return answer;
};

comeBack();
window.addEventListener('hashchange', ({ oldURL, newURL }) => {
  if (isLogin(newURL)) {
    leave(oldURL);
  }
});
if (isLogin(window.location.href)) {
  leave();
}
// Whoever finds it out by a call of his own says so.
export const lost = () => leave(window.location.href);

whenAnother(lost);

// Also when nobody has left yet.
export const isSignedOut = () => signedOut;
