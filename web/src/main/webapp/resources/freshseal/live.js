"use strict";
// Keeps the live part of a page as new as the server says. The part is updated by a remote command
// of the page; the poll of the page goes on as long as nobody says anything.
(() => {
  const part = document.querySelector("[data-stream]");
  if (!part) return;
  const AT_MOST_EVERY = 15000;
  const said = document.getElementById("said");
  let stream = null;
  let last = "";
  let next = 0;

  function poll(wanted) {
    const widget = Object.values(window.PrimeFaces?.widgets ?? {}).find((each) => each.id === part.dataset.poll);
    if (widget) wanted && !over() ? widget.start() : widget.stop();
  }

  function over() {
    return part.querySelector("[data-over='true']") !== null;
  }

  function listen() {
    if (stream || over() || document.hidden || !window.EventSource) return;
    stream = new EventSource(part.dataset.stream);
    stream.addEventListener("open", () => {
      part.dataset.live = "true";
      poll(false);
    });
    stream.addEventListener("change", () => window[part.dataset.command]());
    stream.addEventListener("full", () => {
      leave();
      poll(true);
    });
    stream.addEventListener("error", () => {
      if (stream?.readyState === EventSource.CLOSED) leave();
      poll(true);
    });
  }

  function leave() {
    stream?.close();
    delete part.dataset.live;
    stream = null;
  }

  // Politely: what has changed since, not each step, and the end at once.
  function say() {
    const words = part.querySelector("[data-say]")?.dataset.say ?? "";
    if (!last) last = words;
    if (words === last || (Date.now() < next && !over())) return;
    last = words;
    next = Date.now() + AT_MOST_EVERY;
    said.textContent = words;
  }

  new MutationObserver(() => {
    say();
    if (over()) {
      leave();
      poll(false);
    }
  }).observe(part, { childList: true, subtree: true });

  document.addEventListener("freshseal:watched", (event) => {
    event.detail ? listen() : leave();
  });
  window.addEventListener("pagehide", leave);
  window.addEventListener("load", () => {
    say();
    listen();
  });
})();
