// What shows an event: figures at once, pictures of people only when they are asked for or somebody may see them.
import { element } from "./page.js";

/** Whether nobody can be recognised in a file of evidence. */
const isFigure = (path) => path.endsWith(".skeleton.jpg");
const isFilm = (path) => path.endsWith(".mp4");
const isTrace = (path) => path.endsWith(".json");

/** The one picture that stands for an alert, or undefined: the figures, for those who see pictures the most telling one. */
export function mainPicture(evidence, seesPictures) {
  const pictures = evidence.filter((path) => !isFilm(path) && !isTrace(path));
  return seesPictures ? (pictures.find((path) => !isFigure(path)) ?? pictures[0]) : pictures.find(isFigure);
}

function image(path, text) {
  const node = element("img", { src: path, alt: text, loading: "lazy" });
  node.addEventListener("error", () => node.remove());
  return node;
}

/** For how long after an event its film may still be in the making, in milliseconds. */
const filmTime = 120_000;

function film(path, startedAt) {
  const node = element("video", { src: path, controls: "", preload: "metadata", "aria-label": "Film of the moment" });
  // A film is promised before it is finished, and never is if the service is stopped meanwhile.
  const isLate = Date.now() - Date.parse(startedAt) > filmTime;
  const text = isLate ? "There is no film: it was deleted, or interrupted." : "The film is not finished yet: look again in a minute.";
  node.addEventListener("error", () => node.replaceWith(element("p", { class: "soft small" }, text)));
  return node;
}

/** The alerts whose pictures of people have been asked for: they stay when news of the alert comes in. */
const shown = new Set();

/** All evidence of an alert; pictures and films of people come when the button is pressed. */
export function gallery(alert) {
  const { evidence } = alert;
  if (evidence.length === 0) return [];
  const figures = evidence.filter(isFigure).map((path) => image(path, "The people drawn as figures"));
  const showing = evidence.filter((path) => !isFigure(path) && !isTrace(path));
  const grid = element("div", { class: "pictures" }, ...figures);
  const show = element("button", { type: "button", class: "quiet" }, `Show ${showing.length === 1 ? "the picture" : "pictures and film"} of people`);
  const reveal = () => grid.append(...showing.map((path, index) =>
    (isFilm(path) ? film(path, alert.startedAt) : image(path, `Picture ${index + 1} of ${showing.length}`))));
  const isShown = shown.has(alert.id);
  if (isShown) reveal();
  show.addEventListener("click", () => {
    shown.add(alert.id);
    reveal();
    show.remove();
    const first = grid.children[figures.length];
    first.setAttribute("tabindex", "-1");
    first.focus();
  });
  const traces = evidence.filter(isTrace).map((path) =>
    element("a", { href: path, target: "_blank", rel: "noopener", class: "small" }, "Joints of the people, as data"));
  return [grid, element("p", { class: "more" }, ...(showing.length > 0 && !isShown ? [show, " "] : []), ...traces)];
}
