// What an officer sent with a form of ours is not lost when his session was over: it stays in this window, and stands in the
// form again after the same account has signed in. Nobody else's window knows it, and the next account on this computer
// does not find it.
(() => {
  const KEPT = "bilik-sent";
  const { officer, olderPage } = document.documentElement.dataset;

  const read = () => {
    try {
      return JSON.parse(sessionStorage.getItem(KEPT));
    } catch (unreadable) {
      return null;
    }
  };

  // Everything of ours, also what the Tasklist keeps.
  const forgetAll = () => Object.keys(sessionStorage)
    .filter((key) => key.startsWith("bilik-"))
    .forEach((key) => sessionStorage.removeItem(key));

  const holdsText = (field) => field.name && !field.disabled && !field.readOnly
    && (field.matches("textarea") || field.matches("select") || field.matches("input") && !["hidden", "password", "file", "submit", "button"].includes(field.type));

  const action = (form) => new URL(form.getAttribute("action") ?? "", location.href).pathname;

  // Of several forms to the same address, such as those of a list, the place among them tells one from the other.
  const sameAddress = (form) => [...document.forms].filter((each) => action(each) === action(form));

  const keep = (form) => {
    const fields = [...form.elements].filter(holdsText).map(({ name, type, value, checked }) => ({ name, type, value, checked }));
    if (fields.some(({ type, value }) => value && !["checkbox", "radio", "select-one"].includes(type))) {
      sessionStorage.setItem(KEPT, JSON.stringify({
        officer, page: location.pathname, action: action(form), at: sameAddress(form).indexOf(form), fields
      }));
    }
  };

  const fillIn = ({ action: sentTo, at, fields }) => {
    const form = [...document.forms].filter((each) => action(each) === sentTo)[at];
    if (!form) {
      return;
    }
    form.closest("details")?.setAttribute("open", "");
    fields.forEach(({ name, type, value, checked }) => {
      const field = [...form.elements].find((each) => each.name === name && holdsText(each)
        && (!["checkbox", "radio"].includes(type) || each.value === value));
      if (field && ["checkbox", "radio"].includes(type)) {
        field.checked = checked;
      } else if (field) {
        field.value = value;
      }
    });
  };

  const typedInTasks = () => Object.keys(sessionStorage).some((key) => key.startsWith("bilik-typed:"));

  // A page that only says that something broke is no answer.
  const broke = (performance.getEntriesByType("navigation")[0]?.responseStatus ?? 200) >= 500;

  if (!officer && new URLSearchParams(location.search).has("out")) {
    forgetAll();
  }

  const kept = read();
  if (!officer || broke) {
    // The login, or a page for everybody: what was sent found nobody signed in.
    if (kept) {
      sessionStorage.setItem(KEPT, JSON.stringify({ ...kept, lost: true }));
    }
    const said = document.getElementById("kept");
    if (said) {
      said.hidden = !(kept || typedInTasks());
    }
  } else if (kept?.officer !== officer) {
    sessionStorage.removeItem(KEPT);
  } else if ((kept.lost || olderPage) && kept.page === location.pathname) {
    fillIn(kept);
    sessionStorage.removeItem(KEPT);
  } else if (!kept.lost) {
    // This page is the answer.
    sessionStorage.removeItem(KEPT);
  }

  document.addEventListener("submit", ({ target: form }) => {
    if (action(form).endsWith("/logout")) {
      forgetAll();
    } else if (officer && form.method === "post") {
      keep(form);
    }
  });
})();
