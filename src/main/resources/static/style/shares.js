// The table of a distribution while somebody types: sum, rest and differences are reckoned at once, a region whose number is
// typed keeps it, and nobody leaves the page with numbers that are not saved without being asked. Without this script the
// server says the same after saving.
const form = document.getElementById('shares');
const rest = document.getElementById('shares-rest');
const sum = document.getElementById('shares-sum');
const numbers = [...document.querySelectorAll('.bilik-number')];
const typed = [...document.querySelectorAll('[form=shares]')];
let unsaved = numbers.some(number => number.classList.contains('bilik-typed'));

const value = number => /^[0-9]{1,9}$/.test(number.value.trim()) ? Number(number.value) : NaN;

function reckon() {
  const all = numbers.reduce((sum, number) => sum + (value(number) || 0), 0);
  const left = Number(rest.dataset.total) - all;
  sum.textContent = all;
  rest.textContent = (left === 0 ? rest.dataset.even : left > 0 ? rest.dataset.left : rest.dataset.over).replace('#', Math.abs(left));
  rest.classList.toggle('text-danger', left !== 0);
  rest.classList.toggle('fw-bold', left !== 0);
}

function compare(number) {
  const row = number.closest('tr');
  const now = value(number);
  const old = row.dataset.old;
  const difference = now - Number(old);
  row.querySelector('.bilik-difference').textContent =
    old === undefined || Number.isNaN(now) ? '' : difference > 0 ? `+${difference}` : `${difference}`;
  number.classList.toggle('is-invalid', Number.isNaN(now));
}

numbers.forEach(number => number.addEventListener('input', () => {
  number.classList.add('bilik-typed');
  number.closest('tr').querySelector('[type=checkbox]').checked = true;
  compare(number);
  reckon();
}));
typed.forEach(field => field.addEventListener('input', () => { unsaved = true; }));
form.addEventListener('submit', () => { unsaved = false; });
window.addEventListener('beforeunload', event => {
  if (unsaved) {
    event.preventDefault();
  }
});
numbers.forEach(compare);
reckon();
