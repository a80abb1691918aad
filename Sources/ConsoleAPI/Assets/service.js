// Talking to the service: requests, and the live feed with automatic reconnection.

/** Why the service did not do what was asked: its own words where it gave some. */
export class ServiceProblem extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

async function request(path, options = {}) {
  let answer;
  try {
    answer = await fetch(path, { credentials: "same-origin", cache: "no-store", ...options });
  } catch {
    throw new ServiceProblem(0, "The service cannot be reached.");
  }
  const text = await answer.text();
  const document = text && (answer.headers.get("content-type") ?? "").includes("json") ? JSON.parse(text) : null;
  if (!answer.ok) throw new ServiceProblem(answer.status, document?.detail ?? `The service answered ${answer.status}.`);
  return document;
}

/** Reads a document. */
export const read = (path) => request(path);

/** Sends a document. */
export const send = (path, body) =>
  request(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

/** Takes a document away. */
export const remove = (path) => request(path, { method: "DELETE" });

/**
 * Follows the live feed for ever. Handlers: `alert`, `message`, `status` get documents; `stale` is called when
 * something may have been missed; `connected` and `lost` tell about the connection.
 */
export function follow(handlers) {
  let source;
  let wasLost = false;
  const open = () => {
    source = new EventSource("/api/v1/feed");
    source.addEventListener("open", () => {
      handlers.connected();
      if (wasLost) handlers.stale();
      wasLost = false;
    });
    source.addEventListener("error", () => {
      wasLost = true;
      handlers.lost();
      if (source.readyState !== EventSource.CLOSED) return;
      // The service refused, so the browser gives up: the session may have ended, or all live places are taken.
      handlers.stale();
      setTimeout(open, 10000);
    });
    for (const name of ["alert", "message", "status"]) {
      source.addEventListener(name, (event) => handlers[name](JSON.parse(event.data)));
    }
    for (const name of ["reset", "dropped"]) source.addEventListener(name, () => handlers.stale());
  };
  open();
}
