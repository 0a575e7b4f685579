// The library: its articles, newest first, to look through, open and delete.

import { Adding } from "./adding.js";
import { announce, byId, make, makeButton } from "./dom.js";
import { deleteArticle, fetchArticles, fetchFacets } from "./library-api.js";
import { count, origin } from "./words.js";

const TYPING = 200;

/** The view of the library. `open` shows an article; `changed` is called when there are others. */
export class Library {
  #list = byId("articles");
  #form = byId("looking");
  #asking = new AbortController();
  #gone = new Set(); // deleted since the page that is asked for was asked for
  #next = null;
  #total = 0;
  #open;
  #changed;
  #adding;

  constructor(open, changed) {
    this.#open = open;
    this.#changed = changed;
    this.#adding = new Adding(() => this.#refresh());
    let typed;
    this.#form.addEventListener("input", () => {
      clearTimeout(typed);
      typed = setTimeout(() => this.#look(), TYPING);
    });
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#look();
    });
    byId("more").addEventListener("click", () => this.#more());
  }

  /** Shows what there is now. */
  show() {
    this.#adding.show();
    this.#refresh();
  }

  async #refresh() {
    this.#changed();
    await Promise.all([this.#collections(), this.#look()]);
  }

  async #collections() {
    const { collections } = await fetchFacets().catch(() => ({ collections: [] }));
    const select = byId("by-collection");
    const chosen = select.value;
    const options = collections.map(({ name, articles }) =>
      make("option", { value: name }, `${name} (${articles})`),
    );
    select.replaceChildren(make("option", { value: "" }, "All collections"), ...options);
    select.value = collections.some(({ name }) => name === chosen) ? chosen : "";
    select.hidden = collections.length < 2;
    const names = collections.map(({ name }) => make("option", { value: name }));
    byId("collections").replaceChildren(...names);
  }

  #look() {
    return this.#fetch("", (rows) => this.#list.replaceChildren(...rows));
  }

  async #more() {
    const last = this.#list.lastElementChild;
    await this.#fetch(this.#next, (rows) => this.#list.append(...rows));
    last?.nextElementSibling?.querySelector("button").focus();
  }

  async #fetch(after, place) {
    this.#asking.abort();
    this.#asking = new AbortController();
    const gone = new Set();
    this.#gone = gone;
    const { title, collection } = Object.fromEntries(new FormData(this.#form));
    try {
      const asked = { title, collection: collection ?? "", after };
      const { articles, total, next } = await fetchArticles(asked, this.#asking.signal);
      const left = articles.filter(({ id }) => !gone.has(id));
      place(left.map((article) => this.#row(article)));
      this.#next = next;
      byId("more").hidden = next === null;
      this.#count(total - (articles.length - left.length));
      this.#note(total ? "" : "No articles here.");
    } catch (failure) {
      if (failure.name !== "AbortError") this.#note(failure.message);
    }
  }

  #row(article) {
    const place = { ...article, article_id: article.id, start: 0, end: 0, words: "" };
    const title = make("span", { class: "title", dir: "auto" }, article.title);
    const facts = make("span", { class: "origin", dir: "auto" }, factsOf(article));
    const show = (button) => this.#open(place, button);
    const named = { class: "listed", "aria-haspopup": "dialog" };
    const remove = { class: "remove", "aria-label": `Delete ${article.title}` };
    return make(
      "li",
      { "data-id": article.id },
      makeButton(named, show, title, facts),
      makeButton(remove, (button) => this.#delete(article, button), "Delete"),
    );
  }

  async #delete(article, button) {
    if (!(await confirmed(article))) return;
    button.disabled = true;
    try {
      const { versions, passages } = await deleteArticle(article.id);
      const words = `${count(versions, "version")} and ${count(passages, "passage")}`;
      this.#gone.add(article.id);
      this.#remove(article.id);
      this.#note(`Deleted “${article.title}”: ${words}.`);
    } catch (failure) {
      button.disabled = false;
      this.#note(failure.message);
    }
  }

  /** Takes an article out of the list, which stays where it was scrolled to. The row may be another
   * than that of the button that was pressed: the list is shown anew when a job ends. */
  #remove(id) {
    const row = [...this.#list.children].find(({ dataset }) => dataset.id === id);
    if (row) {
      const near = row.nextElementSibling ?? row.previousElementSibling ?? this.#form;
      near.querySelector("button, input").focus();
      row.remove();
      this.#count(this.#total - 1);
    }
    this.#changed();
    this.#collections();
  }

  #count(total) {
    this.#total = total;
    byId("article-count").textContent = count(total, "article");
  }

  #note(words) {
    byId("list-note").textContent = words;
    byId("list-note").hidden = !words;
    if (words) announce(words);
  }
}

function factsOf(article) {
  const tags = article.tags.map((tag) => `#${tag}`).join(" ");
  const collection = article.collection === "default" ? "" : article.collection;
  return [origin(article), collection, tags].filter(Boolean).join(" · ") || article.id;
}

let answer = () => {};

/** Asks whether an article shall go; true when it shall. */
function confirmed(article) {
  answer(false);
  const dialog = byId("deleting");
  byId("deleting-what").textContent = article.title;
  dialog.returnValue = "keep";
  dialog.showModal();
  dialog.querySelector("[value=keep]").focus();
  return new Promise((resolve) => {
    answer = resolve;
  });
}

byId("deleting").addEventListener("close", ({ target: dialog }) => {
  // The event comes a while after the closing; by then it may be open for another article.
  if (!dialog.open) answer(dialog.returnValue === "delete");
});
