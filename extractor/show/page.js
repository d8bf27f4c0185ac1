"use strict";
// A value leads to its words, words lead to their value; both are shown as chosen.
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
const each = (selector, act) => document.querySelectorAll(selector).forEach(act);

function choose(key, target) {
  each(".on", (one) => one.classList.remove("on"));
  each("[aria-current]", (one) => one.removeAttribute("aria-current"));
  each(`[data-v="${key}"]`, (one) => one.classList.add("on"));
  document.getElementById(`v${key}`).setAttribute("aria-current", "true");
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#e"]');
  if (link) {
    event.preventDefault();
    const key = link.hash.slice(2);
    const words = document.getElementById(`e${key}`);
    if (words) choose(key, words);
    return;
  }
  const mark = event.target.closest("[data-v]");
  if (mark && getSelection().isCollapsed) choose(mark.dataset.v, document.getElementById(`v${mark.dataset.v}`));
});

const at = document.body.dataset.at;
const words = at && document.getElementById(`e${at}`);
if (words) {
  document.getElementById(`v${at}`).scrollIntoView({ block: "center" });
  choose(at, words);
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.querySelector("[aria-current]")?.focus();
});
