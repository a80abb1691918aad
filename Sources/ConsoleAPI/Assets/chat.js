// The conversation with one person.
import { mainPicture } from "./evidence.js";
import { byId, element, tell, timeElement } from "./page.js";
import { read, send } from "./service.js";

const maximumShown = 200;
let person = null;
let lines = new Map();
let isSending = false;
/** Who is shown pictures of people, by person. */
let seeing = new Map();

/** Reads who is known, and the conversation. */
export async function load() {
  const { people } = await read("/api/v1/people");
  seeing = new Map(people.map(({ id, seesPictures }) => [id, seesPictures]));
  const select = byId("chat-person");
  const wanted = person ?? localStorage.getItem("caretaker.chat-person");
  select.replaceChildren(...people.map(({ id, name }) => element("option", { value: id }, name)));
  person = people.some(({ id }) => id === wanted) ? wanted : (people[0]?.id ?? null);
  if (person) select.value = person;
  byId("chat-form").hidden = person === null;
  await loadLines();
}

async function loadLines() {
  const asked = person;
  const found = new Map();
  let last = 0;
  while (asked !== null) {
    const page = await read(`/api/v1/chat/${encodeURIComponent(asked)}?after=${last}&limit=500`);
    for (const line of page.messages) found.set(line.number, line);
    for (const number of [...found.keys()].slice(0, -maximumShown)) found.delete(number);
    last = page.last;
    if (page.messages.length < 500) break;
  }
  if (asked !== person) return;
  lines = found;
  show();
}

/** Takes in one line from the feed. */
export function message(line) {
  if (line.person !== person) return;
  lines.set(line.number, line);
  show();
}

function show() {
  const list = byId("chat-lines");
  const isAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 60;
  const sorted = [...lines.values()].sort((first, second) => first.number - second.number).slice(-maximumShown);
  // Lines that are shown already stay, so that a screen reader only reads new ones.
  const present = new Map([...list.querySelectorAll("li[data-number]")].map((node) => [node.dataset.number, node]));
  const nodes = sorted.map((line) => present.get(`${line.person} ${line.number}`) ?? bubble(line));
  const kept = new Set(nodes);
  for (const node of [...list.children]) if (!kept.has(node)) node.remove();
  nodes.forEach((node, index) => { if (list.children[index] !== node) list.insertBefore(node, list.children[index] ?? null); });
  if (nodes.length === 0) list.append(element("li", {}, "No messages yet."));
  if (isAtEnd || isSending) showNewest();
}

/** Moves to the end of the conversation. */
export function showNewest() {
  const list = byId("chat-lines");
  list.scrollTop = list.scrollHeight;
}

function bubble(line) {
  const speaker = line.speaker === "person" ? byId("chat-person").selectedOptions[0]?.textContent : "Caretaker";
  const node = element(
    "li", { class: line.speaker, "data-number": `${line.person} ${line.number}` },
    element("span", { class: "visually-hidden" }, `${speaker}: `), line.text, timeElement(line.at),
  );
  if (line.alert && line.speaker !== "person" && isFirstOf(line)) showPicture(line, node);
  return node;
}

/** Whether a line is the first that says something of its alert: one picture of it is enough. */
function isFirstOf(line) {
  return ![...lines.values()].some((other) => other.alert === line.alert && other.number < line.number && other.speaker !== "person");
}

/** Adds what shows the alert that a line is about: figures, or a picture for those who may see it. */
async function showPicture(line, node) {
  try {
    const alert = await read(`/api/v1/alerts/${encodeURIComponent(line.alert)}`);
    const path = mainPicture(alert.evidence, seeing.get(line.person) === true);
    if (!path) return;
    const picture = element("img", { src: path, alt: `Picture: ${alert.summary}`, loading: "lazy" });
    picture.addEventListener("error", () => picture.remove());
    node.insertBefore(picture, node.lastElementChild);
  } catch {
    // The alert is gone or cannot be read now: the words say what happened, the picture only shows it.
  }
}

/** Connects the controls of this view. */
export function start() {
  byId("chat-person").addEventListener("change", (event) => {
    person = event.target.value;
    localStorage.setItem("caretaker.chat-person", person);
    loadLines().then(showNewest).catch((problem) => tell(byId("chat-problem"), problem.message));
  });
  byId("chat-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const input = byId("chat-text");
    const text = input.value.trim();
    if (!text || isSending) return;
    isSending = true;
    tell(byId("chat-problem"), null);
    try {
      const { replies } = await send(`/api/v1/chat/${encodeURIComponent(person)}`, { text });
      input.value = "";
      for (const reply of replies) if (reply.number > 0) lines.set(reply.number, reply);
      await loadLines();
    } catch (problem) {
      tell(byId("chat-problem"), problem.message);
    } finally {
      isSending = false;
      input.focus();
    }
  });
}
