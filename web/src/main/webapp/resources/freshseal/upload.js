"use strict";
// Sends a file in pieces, tells how far it is, and goes on where it stopped: after a broken
// connection by itself, after a closed page when the same file is chosen again.
(() => {
  const part = document.querySelector("[data-upload]");
  if (!part) return;
  const PIECE = 8 * 1024 * 1024;
  const TRIES = 30;
  const file = part.querySelector("input[type=file]");
  const button = part.querySelector("button");
  const bar = part.querySelector("progress");
  const said = part.querySelector("[role=status]");
  const to = part.dataset.upload;
  let sending = false;

  const pause = (ms) => new Promise((done) => setTimeout(done, ms));

  // What is over by itself soon: a piece of a broken connection is still being read.
  const PASSING = ["STATUS_BUSY", "STATUS_CONFLICT"];

  class Refusal extends Error {
    constructor(answer, status) {
      super(answer.detail ?? String(status));
      this.code = answer.code;
    }
  }

  function call(method, query, body, moved) {
    return new Promise((done, failed) => {
      const request = new XMLHttpRequest();
      request.open(method, to + "?" + query);
      request.setRequestHeader("Freshseal-Upload", "1");
      request.responseType = "json";
      if (moved) request.upload.addEventListener("progress", (event) => moved(event.loaded));
      request.addEventListener("load", () => {
        const answer = request.response;
        if (request.status === 200 && answer?.id) done(answer);
        else if (request.status >= 500 || !answer) failed(new Error(String(request.status)));
        else failed(new Refusal(answer, request.status));
      });
      request.addEventListener("error", () => failed(new Error("network")));
      request.send(body ?? null);
    });
  }

  async function begun(chosen, key) {
    const known = localStorage.getItem(key);
    if (known) {
      try {
        return await call("GET", "id=" + encodeURIComponent(known));
      } catch (fault) {
        if (!(fault instanceof Refusal)) throw fault;
      }
    }
    const upload = await call("POST", "length=" + chosen.size);
    localStorage.setItem(key, upload.id);
    return upload;
  }

  function show(bytes, all) {
    bar.max = all;
    bar.value = bytes;
    said.textContent = part.dataset.sent.replace("{0}", String(Math.floor((100 * bytes) / all)));
  }

  async function send(chosen) {
    const key = "freshseal.upload." + chosen.name + "." + chosen.size + "." + chosen.lastModified;
    let upload = await begun(chosen, key);
    let failures = 0;
    while (upload.offset < chosen.size) {
      const from = upload.offset;
      try {
        upload = await call("PUT", "id=" + upload.id + "&offset=" + from, chosen.slice(from, from + PIECE), (sent) => show(from + sent, chosen.size));
        failures = 0;
      } catch (fault) {
        failures++;
        if (failures >= TRIES || (fault instanceof Refusal && !PASSING.includes(fault.code))) throw fault;
        said.textContent = part.dataset.again;
        await pause(Math.min(1000 * failures, 5000));
        try {
          upload = await call("GET", "id=" + upload.id);
        } catch (gone) {
          if (gone instanceof Refusal) throw gone;
        }
      }
      show(upload.offset, chosen.size);
    }
    localStorage.removeItem(key);
    said.textContent = part.dataset.judging;
    window.location.assign(part.dataset.next + upload.id);
  }

  button.addEventListener("click", async () => {
    const chosen = file.files[0];
    if (!chosen || sending) return;
    sending = true;
    button.disabled = true;
    bar.hidden = false;
    try {
      await send(chosen);
    } catch (fault) {
      said.textContent = fault instanceof Refusal ? fault.message : part.dataset.broken;
    } finally {
      sending = false;
      button.disabled = false;
    }
  });
})();
