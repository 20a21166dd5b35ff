// A form takes in what is typed when one pauses or leaves the field. Whoever makes a text short enough and presses Complete at
// once presses a button that is still closed, and a closed button counts no press: here he leaves the field by it, and it
// counts as soon as the form has found its fields right. Where they are not right, the button stays closed and nothing is sent.
const COMPLETE = '.form-actions .btn-primary';

// How long the form may take to find its fields right, on a slow computer too.
const PATIENCE = 2000;

let pressed = null;

function opened(button) {
  return new Promise(done => {
    const watch = new MutationObserver(() => button.disabled || stop(true));
    const late = setTimeout(() => stop(false), PATIENCE);
    function stop(isOpen) {
      watch.disconnect();
      clearTimeout(late);
      done(isOpen);
    }
    if (button.disabled) {
      watch.observe(button, { attributes: true, attributeFilter: ['disabled'] });
    } else {
      stop(true);
    }
  });
}

document.addEventListener('pointerdown', ({ target, isPrimary, button }) => {
  const complete = target.closest?.(COMPLETE);
  const typing = document.activeElement;
  pressed = null;
  if (complete?.disabled && isPrimary && button === 0 && typing?.closest('.fjs-container')) {
    pressed = complete;
    typing.blur();
  }
}, true);

// The browser counted it itself; or he goes on writing.
['click', 'keydown', 'input'].forEach(what => document.addEventListener(what, () => { pressed = null; }, true));

document.addEventListener('pointerup', ({ target }) => {
  const complete = pressed;
  if (complete && target.closest?.(COMPLETE) === complete) {
    // The browser's own click, if it comes, comes before this.
    setTimeout(async () => {
      if (pressed === complete && await opened(complete) && pressed === complete) {
        complete.click();
      }
    });
  } else {
    pressed = null;
  }
}, true);
