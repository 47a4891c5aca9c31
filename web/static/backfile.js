// Conveniences on top of pages that are complete without them: completions in the search box and
// single keys; what belongs to one page is in a script of its own.
// Nothing here writes HTML: text goes in as text.

document.documentElement.classList.add("scripts");

const box = document.getElementById("q");

/* Single keys: off for those whom they are in the way of (WCAG 2.1.4), in this browser */

const KEYS = "backfile.keys";
const keysSwitch = document.getElementById("keys");

export function remembered(name) {
  try { return localStorage.getItem(name); } catch { return null; } // storage may be forbidden
}

export function remember(name, value) {
  try { localStorage.setItem(name, value); } catch { /* it holds for this page, then */ }
}

let keysAreOn = remembered(KEYS) !== "off";

function showKeys() {
  keysSwitch?.querySelector("span")?.replaceChildren(keysAreOn ? "on" : "off");
  document.documentElement.classList.toggle("keyless", !keysAreOn);
}

keysSwitch?.addEventListener("click", () => {
  keysAreOn = !keysAreOn;
  remember(KEYS, keysAreOn ? "on" : "off");
  showKeys();
});
showKeys();

export const actions = new Map(); // key -> what it does; true when it did something

document.addEventListener("keydown", (event) => {
  if (!keysAreOn || event.defaultPrevented || event.isComposing) return;
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
  if (actions.get(event.key)?.()) event.preventDefault();
});

actions.set("/", () => {
  if (!box) return false;
  box.focus();
  box.select();
  return true;
});

/* Completions: a combobox after the ARIA Authoring Practices, "list autocomplete with manual
   selection". Nothing is chosen until an arrow key or the pointer does; Enter sends what stands
   in the box, and Esc closes the list. A word completes what is typed, and is searched; a headline
   is an article: it opens that, and what is typed stays in the box. */

const PAUSE = 120; // milliseconds without a key before a completion is asked for

class Completion {
  constructor(input) {
    this.input = input;
    this.form = input.form;
    this.list = document.createElement("ul");
    this.list.id = "completions";
    this.list.className = "completions";
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Completions");
    this.form.append(this.list);
    this.typed = input.value;
    this.at = -1;
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
      "aria-controls": this.list.id,
    })) input.setAttribute(name, value);
    input.addEventListener("input", () => this.ask());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.close());
    // Before the box loses the focus, which would close the list under the pointer.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      this.take(this.options.indexOf(event.target.closest("li")));
    });
  }

  ask() {
    clearTimeout(this.timer);
    this.asked?.abort();
    this.typed = this.input.value;
    if (!this.typed.trim()) return this.close();
    this.timer = setTimeout(() => this.fetch(this.typed), PAUSE);
  }

  async fetch(typed) {
    const { signal } = this.asked = new AbortController();
    try {
      const address = `${this.input.dataset.suggest}?${new URLSearchParams({ q: typed })}`;
      const response = await fetch(address, { signal });
      const [, texts, places, addresses] = await response.json();
      const found = texts.map((text, at) => ({ text, place: places[at], address: addresses[at] }));
      if (this.typed === typed && document.activeElement === this.input) this.show(found);
    } catch {
      // Completions are no reason to complain. Closing here after an abort would also take
      // back the question of whoever typed on and so aborted this one.
      if (!signal.aborted) this.close();
    }
  }

  show(found) {
    this.found = found;
    this.options = found.map(({ text, place }, number) => {
      const option = document.createElement("li");
      option.id = `completion-${number}`;
      option.dir = "auto";
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.textContent = text;
      if (place) {
        option.className = "headline";
        const where = document.createElement("span");
        where.className = "place";
        where.textContent = place;
        option.append(" ", where);
      }
      return option;
    });
    this.list.replaceChildren(...this.options);
    this.at = -1;
    this.list.hidden = !found.length;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.input.removeAttribute("aria-activedescendant");
  }

  close() {
    clearTimeout(this.timer);
    this.asked?.abort();
    this.show([]);
  }

  key(event) {
    if (event.isComposing) return;
    const open = !this.list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (open) this.move(event.key === "ArrowDown" ? 1 : -1);
      else if (this.input.value.trim()) this.fetch((this.typed = this.input.value));
      event.preventDefault();
    } else if (event.key === "Enter" && open && this.found[this.at]?.place) {
      this.take(this.at);
      event.preventDefault();
    } else if (event.key === "Escape" && open) {
      this.input.value = this.typed;
      this.close();
      event.preventDefault(); // the first Esc closes the list, only the next empties the box
    }
  }

  // Through the completions and, between the last and the first, back to what was typed.
  move(step) {
    const places = this.options.length + 1;
    this.at = (this.at + 1 + step + places) % places - 1;
    this.options.forEach((option, number) => {
      option.setAttribute("aria-selected", String(number === this.at));
    });
    const option = this.options[this.at];
    const chosen = this.found[this.at];
    this.input.value = chosen && !chosen.place ? chosen.text : this.typed;
    if (option) {
      this.input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else this.input.removeAttribute("aria-activedescendant");
  }

  take(number) {
    const chosen = this.found[number];
    if (!chosen) return;
    this.close();
    if (chosen.place) return location.assign(chosen.address);
    this.input.value = chosen.text;
    this.form.requestSubmit();
  }
}

if (box?.dataset.suggest) new Completion(box);
