// What a changed table would give is shown while it is typed, without a press; without scripts there is the button for it.
const form = document.getElementById("draft");
let waiting;
let asked = 0;

const tries = async () => {
  const mine = ++asked;
  const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
  if (!answer.ok || mine !== asked) {
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const shown = document.getElementById("tried");
  const tried = page.getElementById("tried");
  // What is being typed among the examples stays under the cursor.
  if (tried && !(shown.contains(document.activeElement) && document.activeElement.matches("input:not([type=checkbox])"))) {
    const focused = document.activeElement.id;
    shown.replaceChildren(...tried.childNodes);
    document.getElementById(focused)?.focus();
  }
};

form?.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => tries().catch(() => {}), 700);
});
