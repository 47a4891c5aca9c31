// A list of results: from one to the next, a preview beside it, and the place that one comes back to.

import { actions, remember, remembered } from "./backfile.js";

/* From result to result */

function follow(links, step) {
  if (!links.length) return false;
  const at = links.indexOf(document.activeElement);
  const next = at < 0 ? (step > 0 ? 0 : links.length - 1) : at + step;
  links[Math.max(0, Math.min(links.length - 1, next))].focus();
  return true;
}

const results = [...document.querySelectorAll(".hits h2 a")];
actions.set("j", () => follow(results, 1));
actions.set("k", () => follow(results, -1));

/* What narrows the results stands open where there is room: by the stylesheet, if the browser knows how */

if (!CSS.supports("selector(::details-content)") && matchMedia("(min-width: 60rem)").matches) {
  document.querySelector(".narrow > details")?.setAttribute("open", "");
}

/* Back from an article: where the list stood, if the article can be seen from there */

const PLACE = "backfile.place";

addEventListener("pagehide", () => {
  const place = { address: location.pathname + location.search, y: scrollY };
  try { sessionStorage.setItem(PLACE, JSON.stringify(place)); } catch { /* it begins at the hit, then */ }
});

function returnToPlace() {
  const hit = /^#at-\d+$/.test(location.hash) && document.getElementById(location.hash.slice(1));
  if (!hit) return;
  try {
    const place = JSON.parse(sessionStorage.getItem(PLACE));
    if (place?.address !== location.pathname + location.search) return;
    const top = hit.getBoundingClientRect().top + scrollY - place.y;
    if (top >= 0 && top < innerHeight - 40) scrollTo({ top: place.y, behavior: "instant" });
  } catch { /* nothing is remembered */ }
}

// The browser itself goes to the hit when the page is loaded; this comes after.
if (document.readyState === "complete") returnToPlace();
else addEventListener("load", () => requestAnimationFrame(returnToPlace));

/* What was asked, remembered in this browser alone: the front page lists it */

const RECENT = "backfile.recent";
const MOST_RECENT = 12;

function rememberSearch() {
  const query = document.getElementById("q")?.value.trim();
  if (!query || !results.length) return;
  const address = new URL(location.href);
  address.searchParams.delete("page");
  const search = { query, address: address.pathname + address.search, at: Date.now() };
  let recent = [];
  try { recent = JSON.parse(remembered(RECENT)) ?? []; } catch { /* what is there is none of ours */ }
  recent = [search, ...recent.filter((each) => each.address !== search.address)];
  remember(RECENT, JSON.stringify(recent.slice(0, MOST_RECENT)));
}

rememberSearch();

/* A preview beside the list: of the result that has the focus or lies under the pointer */

const PREVIEW = "backfile.preview";
const HESITATION = 200; // milliseconds: whoever moves on has not meant it

class Preview {
  constructor(pane, button) {
    this.pane = pane;
    this.button = button;
    this.isOn = remembered(PREVIEW) === "on";
    button.addEventListener("click", () => this.turn(!this.isOn));
    for (const link of results) {
      const hit = link.closest("li");
      link.addEventListener("focus", () => this.plan(hit));
      hit.addEventListener("pointerenter", () => this.plan(hit));
      hit.addEventListener("pointerleave", () => clearTimeout(this.timer));
    }
    this.turn(this.isOn);
  }

  turn(on) {
    this.isOn = on;
    remember(PREVIEW, on ? "on" : "off");
    this.button.setAttribute("aria-pressed", String(on));
    document.documentElement.classList.toggle("previewing", on);
    this.pane.hidden = !on;
    const target = document.querySelector(".hits > li:target");
    if (on && results.length) this.plan(target ?? results[0].closest("li"));
  }

  plan(hit) {
    clearTimeout(this.timer);
    if (this.isOn && hit !== this.shown) this.timer = setTimeout(() => this.show(hit), HESITATION);
  }

  async show(hit) {
    this.asked?.abort();
    const { signal } = this.asked = new AbortController();
    const link = hit.querySelector("h2 a");
    try {
      const text = await (await fetch(link.href, { signal })).text();
      const story = new DOMParser().parseFromString(text, "text/html").querySelector(".story");
      if (!story) return;
      this.fill(document.adoptNode(story), link);
      this.shown?.classList.remove("previewed");
      this.shown = hit;
      hit.classList.add("previewed");
    } catch { /* the list is complete without it */ }
  }

  // The page's own headings and targets are not to come twice.
  fill(story, link) {
    story.querySelectorAll(".steps, .tools").forEach((each) => each.remove());
    story.querySelectorAll("[id]").forEach((each) => each.removeAttribute("id"));
    story.removeAttribute("id");
    const heading = document.createElement("h2");
    const title = document.createElement("a");
    title.href = link.href;
    const old = story.querySelector("h1");
    title.append(...old.childNodes);
    heading.lang = old.lang;
    heading.dir = "auto";
    heading.append(title);
    old.replaceWith(heading);
    this.pane.replaceChildren(story);
    this.pane.scrollTop = 0;
  }
}

const pane = document.getElementById("preview");
const previewSwitch = document.getElementById("preview-switch");

if (pane && previewSwitch) new Preview(pane, previewSwitch);
