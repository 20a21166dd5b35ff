// Several things of one kind are one stop of the Tab key; from one to the next lead the arrow keys. Answers how to make one of
// them that stop.
const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

export function rove(items, press) {
  const stop = item => items.forEach(each => each.setAttribute('tabindex', each === item ? '0' : '-1'));

  function to(index, event) {
    const item = items[(index + items.length) % items.length];
    event.preventDefault();
    event.stopPropagation();
    item.focus();
  }

  items.forEach((item, index) => {
    item.addEventListener('focus', () => stop(item));
    item.addEventListener('keydown', event => {
      if (event.altKey || event.ctrlKey || event.metaKey) {
        return;
      }
      if (event.key in STEPS) {
        to(index + STEPS[event.key], event);
      } else if (event.key === 'Home') {
        to(0, event);
      } else if (event.key === 'End') {
        to(items.length - 1, event);
      } else if (press && (event.key === 'Enter' || event.key === ' ')) {
        event.preventDefault();
        press(item);
      }
    });
  });
  if (items.length > 0) {
    stop(items[0]);
  }
  return stop;
}
