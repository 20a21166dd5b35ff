// On a narrow screen a table is read downwards: each row a block, each value with the name of its column (bilik.css has the
// look). Without scripts it is scrolled sideways.

// Each column by what stands over it: the name of its group, if it is in one, before its own.
function columnsOf(table) {
  const names = [];
  const takenBelow = [];
  table.querySelectorAll('thead > tr').forEach((row, level) => {
    let column = 0;
    [...row.cells].forEach(head => {
      while (takenBelow[column] > level) {
        column++;
      }
      for (const end = column + head.colSpan; column < end; column++) {
        names[column] = [names[column], head.textContent.trim()].filter(Boolean).join(', ');
        takenBelow[column] = level + head.rowSpan;
      }
    });
  });
  return names;
}

document.querySelectorAll('.table-responsive > table').forEach(table => {
  const names = columnsOf(table);
  table.querySelectorAll('tbody > tr, tfoot > tr').forEach(row => {
    let column = 0;
    [...row.cells].forEach(cell => {
      const says = cell.textContent.trim() || cell.querySelector('input:not([type=hidden]), select, textarea, img, svg');
      if (cell.tagName === 'TD' && !says) {
        cell.classList.add('bilik-blank');
      } else if (cell.tagName === 'TD' && cell.colSpan === 1 && names[column] && cell.dataset.label === undefined) {
        cell.dataset.label = names[column];
      }
      column += cell.colSpan;
    });
  });
  table.classList.add('bilik-narrow');
});
