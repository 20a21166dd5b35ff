// A page that prints as a document of its own has a button for it; without scripts the browser's own way remains.
document.querySelectorAll('[data-print]').forEach(button => {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
});
