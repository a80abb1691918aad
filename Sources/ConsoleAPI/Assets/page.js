// Building blocks of the page. Everything that comes from outside is set as text, never as markup.

/** Returns the element with an id. */
export const byId = (id) => document.getElementById(id);

/** Creates an element with properties, attributes and children; children that are strings become text. */
export function element(tag, options = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || value === null) continue;
    if (name === "class") node.className = value;
    else if (name === "on") for (const [event, handler] of Object.entries(value)) node.addEventListener(event, handler);
    else node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

const shapes = {
  critical: "M12 2 22.500 21h-21zM11 9v6h2V9zm0 8v2h2v-2z",
  major: "M12 2 22 12 12 22 2 12zM11 7v6h2V7zm0 8v2h2v-2z",
  warning: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm-1 5h2v7h-2zm0 9h2v2h-2z",
  information: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm-1 4h2v2h-2zm0 4h2v8h-2z",
  resolved: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm-1.500 14.500-4-4 1.400-1.400 2.600 2.600 5.600-5.600 1.400 1.400z",
};
shapes.ok = shapes.resolved;
shapes.failed = shapes.critical;
shapes.degraded = shapes.warning;

function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", shapes[name] ?? shapes.information);
  path.setAttribute("fill-rule", "evenodd");
  svg.append(path);
  return svg;
}

/** Returns a coloured label with an icon and a word. */
export function badge(tone, word) {
  return element("span", { class: `badge tone-${tone}` }, icon(tone), word);
}

/** Returns a name such as `living-room` or `fall_suspected` as words: `Living room`. */
export function words(name) {
  const text = name.replace(/[-_]+/g, " ").trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const day = new Intl.DateTimeFormat(undefined, { weekday: "short", day: "numeric", month: "short" });
const clock = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });

/** Returns a time in the reader's zone; today's without the day. */
export function when(text) {
  const date = new Date(text);
  const isToday = date.toDateString() === new Date().toDateString();
  return isToday ? clock.format(date) : `${day.format(date)}, ${clock.format(date)}`;
}

/** Returns how long ago a time was, in words. */
export function ago(text) {
  const minutes = Math.round((Date.now() - new Date(text)) / 60000);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min ago`;
  if (minutes < 36 * 60) return `${Math.round(minutes / 60)} h ago`;
  return `${Math.round(minutes / 1440)} days ago`;
}

/** Returns a `time` element in the reader's zone. */
export function timeElement(text, shown = when(text)) {
  return element("time", { datetime: text, title: new Date(text).toLocaleString() }, shown);
}

/** Shows a message in an element, or hides the element if there is none. */
export function tell(node, message) {
  node.textContent = message ?? "";
  node.hidden = !message;
}
