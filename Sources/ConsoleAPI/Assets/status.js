// How the service is doing.
import { ago, badge, byId, element, words } from "./page.js";
import { read } from "./service.js";

const stateWords = { ok: "Works", degraded: "Limited", failed: "Down" };
let status = null;

/** Reads the status anew. */
export async function load() {
  show(await read("/api/v1/status"));
}

/** The parts that do not work as they should. */
export function troubles() {
  return status === null ? [] : parts(status).filter((part) => part.state !== "ok");
}

/** Shows a status from the feed or an answer. */
export function show(fresh) {
  status = fresh;
  const found = troubles();
  const strip = byId("troubles");
  strip.hidden = found.length === 0;
  strip.replaceChildren(
    ...found.map((part) =>
      element(
        "div", { class: `trouble tone-${part.state}` }, badge(part.state, stateWords[part.state]),
        element("strong", {}, part.title), element("span", {}, part.message),
        part.since ? element("span", { class: "soft small" }, `since ${ago(part.since)}`.replace("since just now", "since now")) : null,
      ),
    ),
  );
  const body = byId("status-body");
  body.replaceChildren(element("div", { class: "parts" }, ...parts(status).map(line)));
  body.append(element("p", { class: "soft small" }, `Version ${status.version}, started ${ago(status.startedAt)}`));
  document.dispatchEvent(new CustomEvent("status-shown"));
}

function parts(status) {
  const all = status.components.map((part) => ({ ...part, title: words(part.name) }));
  if (status.broker) all.push({ ...status.broker, title: "Broker", note: status.broker.address });
  for (const camera of status.cameras) {
    const notes = [];
    if (camera.framesPerSecond !== null) notes.push(`${camera.framesPerSecond.toFixed(1)} pictures a second`);
    if (camera.falseAlarms > 0) {
      const days = camera.watchedSeconds / 86400;
      notes.push(`${camera.falseAlarms} false in ${days < 1 ? `${(24 * days).toFixed(0)} hours` : `${days.toFixed(1)} days`}`);
    }
    all.push({ ...camera, title: `Camera ${words(camera.id).toLowerCase()}`, note: notes.join(", ") || null });
  }
  for (const channel of status.channels) {
    all.push({ ...channel, title: `Channel ${channel.name}`, note: `${channel.delivered} delivered` });
  }
  return all;
}

function line(part) {
  return element(
    "div", { class: "part" }, element("span", {}, part.title), badge(part.state, stateWords[part.state]),
    part.message || part.note ? element("span", { class: "soft small" }, part.message || part.note) : null,
  );
}
