// An article: from hit to hit, to the next article of the result, and its citation copied.

import { actions } from "./backfile.js";

/* From hit to hit of an article */

const walk = document.querySelector(".walk");

if (walk) {
  const last = Number(walk.dataset.hits);
  const [back, forth] = walk.querySelectorAll("button");
  const place = walk.querySelector("output");
  const current = () => Number(/^#hit-(\d+)$/.exec(location.hash)?.[1] ?? 0);
  const show = () => place.replaceChildren(current() ? `${current()} of ${last}` : "–");
  const go = (number) => {
    location.replace(`#hit-${(number - 1 + last) % last + 1}`); // no stop in the history
    show();
    return true;
  };
  const next = () => go(current() + 1);
  const previous = () => go(current() ? current() - 1 : last);
  actions.set("n", next);
  actions.set("p", previous);
  forth.addEventListener("click", next);
  back.addEventListener("click", previous);
  addEventListener("hashchange", show);
  show();
}

/* From article to article of the result, with the keys of the list */

function open(relation) {
  const link = document.querySelector(`.trail a[rel="${relation}"]`);
  link?.click();
  return Boolean(link);
}

actions.set("j", () => open("next"));
actions.set("k", () => open("prev"));

/* The citation, copied */

const copy = document.getElementById("copy");

copy?.addEventListener("click", async () => {
  const citation = document.getElementById("citation");
  try {
    await navigator.clipboard.writeText(citation.textContent.trim());
    copy.textContent = "Copied";
  } catch { // only pages from this machine or over https may
    getSelection().selectAllChildren(citation);
    copy.textContent = "Selected: copy it with Ctrl-C";
  }
});
