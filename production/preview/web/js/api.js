// What the page asks the preview for. The token is a cookie by now: only this page can ask.

export class Refused extends Error {
  constructor(panel) {
    super(panel.text ?? "refused");
    this.panel = panel;
  }
}

async function answered(response) {
  if (response.ok && !response.headers.has("x-refused")) return response;
  let panel = { text: response.statusText };
  try { panel = await response.json(); } catch { /* it says nothing more */ }
  throw new Refused(panel);
}

export async function get(path, query = {}, options = {}) {
  return answered(await fetch(`${path}?${new URLSearchParams(query)}`, options));
}

export async function json(path, query) {
  return (await get(path, query)).json();
}

export async function post(path, body) {
  const response = await fetch(path, {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body),
  });
  return (await answered(response)).json();
}

export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "style") Object.assign(element.style, value);
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

export const by = (id) => document.getElementById(id);

export function clock(seconds) {
  const hundredths = Math.round(seconds * 100);
  const rest = String(Math.floor(hundredths / 100) % 60).padStart(2, "0");
  return `${Math.floor(hundredths / 6000)}:${rest}.${String(hundredths % 100).padStart(2, "0")}`;
}

// A place in a file as a link: into the editor that the contributor has, else by vscode://.
export function placeLink(place, about) {
  if (!place) return null;
  const [, file, line] = /^(.*):(\d+)$/.exec(place) ?? [null, place, "1"];
  const link = make("a", { class: "place", href: `vscode://file${about.root}/${file}:${line}` }, place);
  if (about.editor) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      post("open", { place }).catch((error) => { link.title = error.message; });
    });
  }
  return link;
}
