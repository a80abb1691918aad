// The list of alerts and the detail of one.
import { gallery, mainPicture } from "./evidence.js";
import { ago, badge, byId, element, tell, timeElement, words } from "./page.js";
import { read, send } from "./service.js";

const alerts = new Map();
const severityRank = { critical: 3, major: 2, warning: 1, information: 0 };
const stateRank = { firing: 0, acknowledged: 1, resolved: 2 };
const maximumKept = 500;
let cursor = null;
let shownAlert = null;
let afterName = null;
const voice = new Audio();

const inOrder = (first, second) =>
  stateRank[first.state] - stateRank[second.state] ||
  (first.state === "resolved" ? 0 : severityRank[second.severity] - severityRank[first.severity]) ||
  second.number - first.number;

/** Reads the alerts anew. */
export async function load() {
  const [firing, acknowledged, recent] = await Promise.all([
    read("/api/v1/alerts?state=firing&limit=200"),
    read("/api/v1/alerts?state=acknowledged&limit=200"),
    read("/api/v1/alerts?state=resolved&limit=20"),
  ]);
  alerts.clear();
  for (const page of [firing, acknowledged, recent]) for (const alert of page.alerts) alerts.set(alert.id, alert);
  cursor = recent.next;
  show();
  if (shownAlert && byId("detail").open) await openDetail(shownAlert);
}

/** Takes in one change from the feed. */
export function change({ alert, entry }) {
  const isNew = !alerts.has(alert.id) && alert.state === "firing";
  alerts.set(alert.id, alert);
  show(isNew ? alert.id : null);
  if (isNew) byId("announcer").textContent = `${words(alert.severity)}: ${alert.summary}`;
  if (entry.event === "resolved") byId("announcer").textContent = `It is over: ${alert.summary}`;
  if (shownAlert === alert.id && byId("detail").open) openDetail(alert.id);
}

/** The alerts that are not over. */
export const openAlerts = () => [...alerts.values()].filter((alert) => alert.state !== "resolved");

function show(newID = null) {
  const sorted = [...alerts.values()].sort(inOrder);
  for (const alert of sorted.slice(maximumKept)) alerts.delete(alert.id);
  const open = sorted.filter((alert) => alert.state !== "resolved");
  const earlier = sorted.filter((alert) => alert.state === "resolved").slice(0, maximumKept);
  replace(byId("open-alerts"), open, newID, "All is quiet. New alerts appear here by themselves.");
  replace(byId("earlier-alerts"), earlier, null, "Nothing has happened yet.");
  byId("more-alerts").hidden = cursor === null;
  const firing = open.filter((alert) => alert.state === "firing").length;
  byId("firing-count").hidden = firing === 0;
  byId("firing-count").textContent = String(firing);
  document.title = firing > 0 ? `(${firing}) Caretaker` : "Caretaker";
  document.dispatchEvent(new CustomEvent("alerts-shown"));
}

function replace(list, shown, newID, emptyText) {
  const focused = document.activeElement?.closest?.("[data-key]");
  const key = list.contains(focused) ? focused.dataset.key : null;
  list.replaceChildren(...shown.map((alert) => card(alert, alert.id === newID)));
  if (shown.length === 0) list.append(element("p", { class: "empty" }, emptyText));
  if (key) list.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();
}

function place(alert) {
  const subject = alert.subject;
  return [subject.person, subject.camera ?? subject.device, subject.site].filter(Boolean).map(words).join(" · ");
}

function labels(alert) {
  const state = { firing: "Firing", acknowledged: `Acknowledged by ${alert.acknowledgedBy ?? "somebody"}`, resolved: "Over" };
  return element(
    "div", { class: "labels" },
    badge(alert.state === "resolved" ? "resolved" : alert.severity, alert.state === "resolved" ? "Over" : words(alert.severity)),
    alert.state === "resolved"
      ? element("span", { class: "soft small" }, `was ${alert.severity}`)
      : element("span", { class: "soft small" }, state[alert.state]),
  );
}

function card(alert, isNew) {
  const tone = alert.state === "resolved" ? "resolved" : alert.severity;
  const node = element("article", { class: `card tone-${tone} ${alert.state} ${isNew ? "new" : ""}` });
  const meta = element("p", { class: "meta" }, timeElement(alert.startedAt), ` · ${ago(alert.startedAt)}`);
  const where = place(alert);
  if (where) meta.append(` · ${where}`);
  node.append(element("div", {}, labels(alert), element("h4", {}, alert.summary), meta));
  const first = mainPicture(alert.evidence, false);
  if (first && alert.state !== "resolved") {
    const picture = element("img", { src: first, alt: `Picture: ${alert.summary}`, loading: "lazy" });
    picture.addEventListener("error", () => picture.parentElement.remove());
    node.append(
      element("button", { class: "thumb", type: "button", "data-key": `${alert.id} picture`, on: { click: () => openDetail(alert.id) } }, picture),
    );
  }
  const row = actions(alert);
  if (alert.state === "firing") row.append(listenButton(alert));
  row.append(button(alert, "Details", "details", true, () => openDetail(alert.id)));
  node.append(row);
  return node;
}

function button(alert, text, key, quiet, action) {
  return element(
    "button",
    {
      type: "button", class: quiet ? "quiet" : null, "data-key": `${alert.id} ${key}`,
      "aria-label": `${text}: ${alert.summary}`, on: { click: action },
    },
    text,
  );
}

function actions(alert) {
  const row = element("div", { class: "actions" });
  if (alert.state === "firing") {
    row.append(button(alert, "I take care of it", "acknowledge", false, () => act(alert, "acknowledge")));
  }
  if (alert.state !== "resolved") {
    row.append(button(alert, "It is over", "resolve", true, () => act(alert, "resolve")));
    row.append(button(alert, "False alarm", "reject", true, () => act(alert, "reject")));
  }
  return row;
}

function listenButton(alert) {
  return button(alert, "Listen", "listen", true, () => {
    voice.src = alert.speech;
    voice.play().catch(() => say("There is no sound for this alert."));
  });
}

/** Acknowledges or resolves an alert; asks for a name the first time. */
async function act(alert, verb) {
  const name = localStorage.getItem("caretaker.name");
  if (!name) return askName(() => act(alert, verb));
  try {
    const changed = await send(`/api/v1/alerts/${encodeURIComponent(alert.id)}/${verb}`, { by: name });
    alerts.set(changed.id, changed);
    show();
    if (shownAlert === alert.id && byId("detail").open) await openDetail(alert.id);
  } catch (problem) {
    say(problem.message);
    load().catch(() => {});
  }
}

/** Shows a sentence for a while. */
function say(sentence) {
  tell(byId("notice"), sentence);
  setTimeout(() => tell(byId("notice"), null), 8000);
}

function askName(then) {
  afterName = then;
  byId("name-dialog").showModal();
}

async function openDetail(id) {
  shownAlert = id;
  const alert = await read(`/api/v1/alerts/${encodeURIComponent(id)}`).catch((problem) => problem);
  const body = byId("detail-body");
  if (alert instanceof Error) {
    byId("detail-title").textContent = id;
    body.replaceChildren(element("p", { class: "problem" }, alert.message));
  } else {
    byId("detail-title").textContent = alert.summary;
    // A sound that is being played goes on while the rest is brought up to date.
    const sound = body.querySelector(`audio[data-alert="${CSS.escape(id)}"]`) ?? player(alert);
    body.replaceChildren(labels(alert), actions(alert), ...gallery(alert), sound, facts(alert), ...history(alert));
  }
  if (!byId("detail").open) byId("detail").showModal();
}

function player(alert) {
  return element(
    "audio",
    { controls: "", preload: "none", src: alert.speech, "data-alert": alert.id, "aria-label": "What is said aloud" },
  );
}

function facts(alert) {
  const list = element("dl", { class: "facts" });
  const add = (name, value) => list.append(element("dt", {}, name), element("dd", {}, value));
  add("Began", timeElement(alert.startedAt));
  if (alert.resolvedAt) add("Over", timeElement(alert.resolvedAt));
  for (const [name, value] of Object.entries(alert.subject)) add(words(name), value);
  for (const [name, value] of Object.entries(alert.details)) add(words(name), value);
  add("Kind", words(alert.kind));
  add("Name", alert.id);
  return list;
}

function history(alert) {
  const lines = alert.timeline.map((entry) =>
    element("li", {}, element("div", {}, entry.text), element("div", { class: "soft small" }, timeElement(entry.at), entry.actor ? ` · ${entry.actor}` : "")),
  );
  return [element("h3", {}, "What happened"), element("ol", { class: "timeline" }, ...lines)];
}

/** Connects the buttons of this view. */
export function start() {
  byId("more-alerts").addEventListener("click", async () => {
    const page = await read(`/api/v1/alerts?state=resolved&limit=50&cursor=${encodeURIComponent(cursor)}`).catch(() => null);
    if (!page) return;
    for (const alert of page.alerts) if (!alerts.has(alert.id)) alerts.set(alert.id, alert);
    cursor = page.next;
    show();
  });
  byId("name-form").addEventListener("submit", () => {
    const name = byId("name-input").value.trim();
    if (!name) return;
    localStorage.setItem("caretaker.name", name);
    afterName?.();
  });
  for (const button of document.querySelectorAll("[data-close]")) {
    button.addEventListener("click", () => button.closest("dialog").close());
  }
  byId("detail").addEventListener("close", () => {
    byId("detail").querySelector("audio")?.pause();
    shownAlert = null;
  });
  setInterval(() => { if (!document.hidden) show(); }, 60000);
}
