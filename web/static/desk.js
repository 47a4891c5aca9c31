// Conveniences of the desk on top of forms that are complete without them: all ticks at once, and
// what can be done with a passage that is selected. Text goes in as text.

import { actions } from "./backfile.js";

actions.set("c", () => {
  const field = document.querySelector("#collect select, #desk button");
  field?.focus();
  return Boolean(field);
});

const boxes = [...document.querySelectorAll('input[name="article"][form="collect"]')];
const all = document.getElementById("tick-all");

all?.addEventListener("change", () => {
  for (const box of boxes) box.checked = all.checked;
});
for (const box of boxes) {
  box.addEventListener("change", () => { if (all) all.checked = boxes.every((each) => each.checked); });
}

/* A passage of an article: copied with its source, or noted */

const prose = document.querySelector(".prose");
const source = document.getElementById("source");

if (prose && source) new class {
  constructor() {
    this.bar = document.createElement("div");
    this.bar.className = "passage";
    this.bar.hidden = true;
    this.bar.setAttribute("role", "toolbar");
    this.bar.setAttribute("aria-label", "The selected passage");
    this.said = document.createElement("output");
    this.said.className = "unseen";
    this.copy = this.button("Copy with source", () => this.copyWithSource());
    if (document.getElementById("write")) this.button("Note on it", () => this.note());
    document.body.append(this.bar, this.said);
    document.addEventListener("selectionchange", () => this.show());
  }

  button(label, action) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet";
    button.textContent = label;
    // Before the selection would be lost to the button.
    button.addEventListener("pointerdown", (event) => event.preventDefault());
    button.addEventListener("click", action);
    this.bar.append(button);
    return button;
  }

  // What is selected of the article's text; null when nothing is. Three clicks on its last
  // paragraph select up to the beginning of what follows the text.
  range() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0).cloneRange();
    if (!prose.contains(range.startContainer)) return null;
    if (!prose.contains(range.endContainer)) range.setEnd(prose, prose.childNodes.length);
    return range.toString().trim() ? range : null;
  }

  show() {
    if (this.bar.contains(document.activeElement)) return; // it is being used
    const range = this.range();
    this.bar.hidden = !range;
    if (!range) return;
    this.kept = { text: this.text(range), paragraph: this.paragraph(range) };
    this.copy.textContent = "Copy with source";
    const place = range.getBoundingClientRect();
    const left = Math.min(place.left, document.documentElement.clientWidth - this.bar.offsetWidth - 8);
    this.bar.style.left = `${Math.max(8, left) + scrollX}px`;
    this.bar.style.top = `${place.bottom + scrollY + 6}px`;
  }

  text(range) {
    const part = range.cloneContents();
    for (const steps of part.querySelectorAll(".steps")) steps.remove();
    const blocks = [...part.querySelectorAll("p, li, h2, h3, h4, h5, h6, td, th")]
      .filter((block) => !block.querySelector("p, li"));
    const texts = blocks.length ? blocks.map((block) => block.textContent) : [part.textContent];
    return texts.map((text) => text.replace(/\s+/g, " ").trim()).filter(Boolean).join("\n");
  }

  paragraph(range) {
    const from = range.startContainer;
    const block = (from.nodeType === Node.ELEMENT_NODE ? from : from.parentElement).closest('[id^="p-"]');
    return Number(block?.id.slice(2) ?? 0);
  }

  async copyWithSource() {
    const { text, paragraph } = this.kept;
    const where = paragraph ? source.dataset.paragraph.replace("{}", paragraph) : source.dataset.whole;
    const quotation = `“${text}”\n— ${where}`;
    try {
      await navigator.clipboard.writeText(quotation);
      this.copy.textContent = "Copied with source";
      this.said.textContent = "Copied with source";
    } catch { // only pages from this machine or over https may
      source.textContent = quotation;
      source.hidden = false;
      getSelection().selectAllChildren(source);
      this.copy.textContent = "Selected below: copy it with Ctrl-C";
    }
  }

  note() {
    const form = document.getElementById("write");
    form.querySelector("details").open = true;
    form.elements.quote.value = this.kept.text;
    this.bar.hidden = true;
    form.elements.text.focus();
  }
}();
