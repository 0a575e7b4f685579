// The article panel: beside the chat where there is room, a sheet over it where there is not.

import { fetchArticle } from "./api.js";
import { byId, make } from "./dom.js";
import { paragraphs, slice } from "./span.js";
import { origin, webAddress } from "./words.js";

const beside = window.matchMedia("(min-width: 66rem)");

/** Shows places in articles; `open` a place, `close` the panel. */
export class ArticlePanel {
  #panel = byId("article");
  #opener = null;
  #loading = new AbortController();

  constructor() {
    byId("article-close").addEventListener("click", () => this.close());
    this.#panel.addEventListener("close", () => this.#closed());
    this.#panel.addEventListener("click", (event) => this.#leaveOnBackdrop(event));
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
    beside.addEventListener("change", () => this.#panel.open && this.#place());
  }

  /** Shows `place.start` to `place.end` of the article; `opener` gets the focus back. */
  async open(place, opener) {
    this.#loading.abort();
    this.#loading = new AbortController();
    this.#remember(opener);
    this.#clear(place);
    if (!this.#panel.open) this.#place();
    try {
      this.#show(await fetchArticle(place, this.#loading.signal), place);
    } catch (failure) {
      if (failure.name !== "AbortError") this.#note(failure.message);
    }
  }

  close() {
    this.#panel.close();
  }

  #place() {
    this.#panel.close();
    if (beside.matches) this.#panel.show();
    else this.#panel.showModal();
  }

  #closed() {
    if (this.#panel.open) return;
    this.#loading.abort();
    if (document.activeElement !== byId("question")) this.#opener?.focus();
    this.#remember(null);
  }

  #remember(opener) {
    for (const button of sameNote(this.#opener)) button.removeAttribute("aria-current");
    for (const button of sameNote(opener)) button.setAttribute("aria-current", "true");
    this.#opener = opener;
  }

  #leaveOnBackdrop(event) {
    if (event.target === this.#panel) this.close();
  }

  #clear(place) {
    byId("article-title").textContent = place.title;
    byId("article-source").textContent = origin(place);
    byId("article-text").replaceChildren();
    byId("article-link").replaceChildren();
    this.#note("");
  }

  #note(words) {
    byId("article-note").textContent = words;
    byId("article-note").hidden = !words;
  }

  #show(article, place) {
    byId("article-title").textContent = article.title;
    byId("article-source").textContent = origin(article);
    byId("article-link").replaceChildren(...originalLink(article));
    const unchanged = slice(article.text, place.start, place.end) === place.words;
    if (!unchanged) this.#note("The article has changed; the cited words no longer stand here.");
    const marked = unchanged ? place : { start: 0, end: 0 };
    byId("article-text").replaceChildren(...articleText(article.text, marked));
    this.#lead();
  }

  /** Takes the eye and the focus to the highlighted words. */
  #lead() {
    const target = this.#panel.querySelector("mark") ?? byId("article-reading");
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: "start" });
  }
}

/** The marker and the note are two buttons for one place; both show that it is open. */
function sameNote(button) {
  const answer = button?.closest(".answer");
  return answer?.querySelectorAll(`[data-note="${button.dataset.note}"]`) ?? [];
}

function originalLink({ url }) {
  const href = webAddress(url);
  if (!href) return [];
  const elsewhere = { href, target: "_blank", rel: "noopener noreferrer" };
  return [make("a", elsewhere, "Open the original")];
}

/** The text's paragraphs, the place marked in them with its note's number. */
function articleText(text, { start, end, marker = null }) {
  let number = marker;
  return paragraphs(text, start, end).map((pieces) => {
    const paragraph = make("p", { dir: "auto" });
    for (const { words, quoted } of pieces) {
      const attributes = { "data-marker": number, tabindex: -1 };
      paragraph.append(quoted ? make("mark", attributes, words) : words);
      if (quoted) number = null;
    }
    return paragraph;
  });
}
