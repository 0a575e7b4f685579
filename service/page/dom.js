// The page's elements are made here. Text only ever becomes a text node, never markup.

/** The element with this id. */
export const byId = (id) => document.getElementById(id);

/** A new element with attributes (null and false are left out) and children (strings are text). */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === false) continue;
    element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** A new button that does something. */
export function makeButton(attributes, action, ...children) {
  const button = make("button", { type: "button", ...attributes }, ...children);
  button.addEventListener("click", () => action(button));
  return button;
}

/** Says something to those who listen to the page instead of looking at it. */
export function announce(words) {
  byId("status").textContent = words;
}
