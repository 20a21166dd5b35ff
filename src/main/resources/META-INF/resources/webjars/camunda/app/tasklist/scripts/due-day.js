// "In 2 days" is said of a term that ends tomorrow at midnight, and a day is what the law sets: here the day itself stands
// beside a task, as it stands under the mouse. Everything else about time may stay as rough as it is.
const DUE = '[am-time-ago="task.due"]';

function dayOf(due) {
  const day = due.getAttribute('uib-tooltip');
  if (day && due.textContent !== day) {
    due.textContent = day;
  }
}

new MutationObserver(changes => {
  const touched = new Set();
  for (const { target } of changes) {
    const place = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
    const own = place?.closest(DUE);
    if (own) {
      touched.add(own);
    } else {
      place?.querySelectorAll(DUE).forEach(due => touched.add(due));
    }
  }
  touched.forEach(dayOf);
}).observe(document.documentElement, {
  attributeFilter: ['uib-tooltip'],
  characterData: true,
  childList: true,
  subtree: true
});
