// The page as a whole: signing in, the first load, the live feed, the views on small screens.
import * as alerts from "./alerts.js";
import * as chat from "./chat.js";
import * as status from "./status.js";
import * as visits from "./visits.js";
import { byId, tell } from "./page.js";
import { follow, remove, send } from "./service.js";

const views = ["alerts", "chat", "visits", "status"];
let isStarted = false;

function showView() {
  const wanted = location.hash.slice(1);
  const view = views.includes(wanted) ? wanted : "alerts";
  for (const name of views) byId(`view-${name}`).classList.toggle("current", name === view);
  for (const link of document.querySelectorAll("[data-view]")) {
    if (link.dataset.view === view) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  chat.showNewest();
}

function summarise() {
  const open = alerts.openAlerts();
  const firing = open.filter((alert) => alert.state === "firing").length;
  const troubles = status.troubles().length;
  const parts = [
    firing === 0 ? "Nobody needs help" : firing === 1 ? "One alert needs somebody" : `${firing} alerts need somebody`,
    open.length > firing ? `${open.length - firing} taken care of` : null,
    troubles === 0 ? null : troubles === 1 ? "one part is limited" : `${troubles} parts are limited`,
  ];
  const text = parts.filter(Boolean).join(" · ");
  if (byId("summary").textContent !== text) byId("summary").textContent = text;
}

async function loadAll() {
  await Promise.all([alerts.load(), chat.load(), visits.load(), status.load()]);
  tell(byId("connection"), null);
}

let underWay = null;

/** Loads everything, once at a time; returns whether it succeeded or a token is needed. */
function refresh() {
  underWay ??= loadUntilDone().finally(() => { underWay = null; });
  return underWay;
}

async function loadUntilDone() {
  while (true) {
    try {
      await loadAll();
      return true;
    } catch (problem) {
      if (problem.status === 401) {
        askToken();
        return false;
      }
      tell(byId("connection"), `${problem.message ?? "Something went wrong."} Trying again…`);
      await new Promise((resume) => setTimeout(resume, 3000));
    }
  }
}

function askToken() {
  byId("main").hidden = true;
  byId("sign-in").hidden = false;
  byId("token").focus();
}

function watch() {
  follow({
    alert: (document) => {
      alerts.change(document);
      if (document.entry.event === "visit") visits.load().catch(() => {});
    },
    message: (line) => {
      chat.message(line);
      visits.load().catch(() => {});
    },
    status: status.show,
    stale: refresh,
    connected: () => tell(byId("connection"), null),
    lost: () => tell(byId("connection"), "The connection to the service is lost: what you see may be old. Trying again…"),
  });
}

async function start() {
  byId("sign-in").hidden = true;
  if (!(await refresh())) return;
  byId("main").hidden = false;
  chat.showNewest();
  byId("sign-out").hidden = localStorage.getItem("caretaker.signed-in") === null;
  if (isStarted) return;
  isStarted = true;
  watch();
  setInterval(() => { if (!document.hidden) status.load().catch(() => {}); }, 30000);
}

byId("sign-in-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    await send("/api/v1/session", { token: byId("token").value });
    localStorage.setItem("caretaker.signed-in", "yes");
    byId("token").value = "";
    tell(byId("sign-in-problem"), null);
    await start();
  } catch (problem) {
    tell(byId("sign-in-problem"), problem.message);
  }
});
byId("sign-out").addEventListener("click", async () => {
  await remove("/api/v1/session").catch(() => {});
  localStorage.removeItem("caretaker.signed-in");
  location.reload();
});
window.addEventListener("hashchange", showView);
document.addEventListener("alerts-shown", summarise);
document.addEventListener("status-shown", summarise);
alerts.start();
chat.start();
showView();
start();
