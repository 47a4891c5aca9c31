// What was asked last, in this browser: links on the front page, and a button that forgets them.

import { remember, remembered } from "./backfile.js";

const RECENT = "backfile.recent"; // as results.js writes it
const SHOWN = 6;

function searches() {
  try {
    const recent = JSON.parse(remembered(RECENT));
    return recent.filter(({ query, address }) => query && /^\/(?!\/)/.test(address));
  } catch { // nothing, or nothing of ours
    return [];
  }
}

const section = document.getElementById("recent-searches");

function show() {
  const list = section.querySelector("ul");
  const items = searches().slice(0, SHOWN).map(({ query, address }) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = address;
    const text = document.createElement("span");
    text.dir = "auto";
    text.textContent = query;
    link.append(text);
    item.append(link);
    return item;
  });
  list.replaceChildren(...items);
  section.hidden = !items.length;
}

section?.querySelector("button").addEventListener("click", () => {
  remember(RECENT, "[]");
  show();
  document.getElementById("q")?.focus();
});

if (section) show();
