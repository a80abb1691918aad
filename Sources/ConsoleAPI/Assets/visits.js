// The list of technicians' visits.
import { badge, byId, element, words } from "./page.js";
import { read } from "./service.js";

const tones = { booked: "information", done: "resolved", cancelled: "neutral" };

/** Reads the visits anew. */
export async function load() {
  const { visits } = await read("/api/v1/visits?limit=20");
  const list = byId("visit-list");
  const sorted = visits.sort((first, second) => new Date(second.start) - new Date(first.start));
  list.replaceChildren(...sorted.map(item));
  if (visits.length === 0) list.append(element("li", { class: "soft" }, "No visits are booked."));
}

function item(visit) {
  return element(
    "li", {},
    element("div", { class: "row" }, element("strong", {}, stretch(visit)), badge(tones[visit.state], words(visit.state))),
    element("div", {}, visit.reason),
    element("div", { class: "soft small" }, `${words(visit.technician)} visits ${words(visit.customer)}${visit.site ? ` · ${words(visit.site)}` : ""}`),
  );
}

function stretch(visit) {
  const start = new Date(visit.start);
  const day = start.toLocaleDateString(undefined, { weekday: "short", day: "numeric", month: "short" });
  const time = (date) => date.toLocaleTimeString(undefined, { hour: "numeric", minute: "2-digit" });
  return `${day}, ${time(start)}–${time(new Date(visit.end))}`;
}
