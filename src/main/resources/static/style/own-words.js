// What a browser says of itself beside our forms - choose a file, fill this in - it says in its own language, and that need not
// be the page's. Here the page says it. Without scripts the browser's own words remain.
(() => {
  const words = document.currentScript.dataset;

  document.querySelectorAll('input[type=file]').forEach(field => {
    const box = document.createElement('div');
    box.className = 'bilik-file';
    const shown = document.createElement('span');
    shown.className = 'form-control';
    // The field itself says it to whoever hears the page.
    shown.setAttribute('aria-hidden', 'true');
    const button = document.createElement('b');
    button.textContent = words.chooseFile;
    const name = document.createElement('span');
    shown.append(button, name);
    field.replaceWith(box);
    box.append(field, shown);
    const tell = () => {
      name.textContent = [...field.files].map(file => file.name).join(', ') || words.noFile;
    };
    field.addEventListener('change', tell);
    tell();
  });

  const wrong = ({ type, title, validity }) => {
    if (validity.badInput && type === 'date') {
      return words.badDay;
    }
    if (validity.valueMissing) {
      return { file: words.missingFile, 'select-one': words.missingChoice, radio: words.missingChoice }[type] ?? words.missing;
    }
    return validity.valid ? '' : title || words.badForm;
  };

  document.addEventListener('invalid', ({ target }) => {
    target.setCustomValidity('');
    target.setCustomValidity(wrong(target));
  }, true);
  // One of several may be the answer to what was said at another.
  ['input', 'change'].forEach(kind => document.addEventListener(kind, ({ target }) =>
    [...target.form?.elements ?? []].forEach(field => field.setCustomValidity?.('')), true));
})();
