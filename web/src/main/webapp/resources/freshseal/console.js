"use strict";
(() => {
  const root = document.documentElement;
  const YEAR = 365 * 24 * 3600;
  const IDLE_AFTER = 15 * 60 * 1000;

  function dark() {
    const chosen = root.dataset.theme;
    return chosen === "system" ? matchMedia("(prefers-color-scheme: dark)").matches : chosen === "dark";
  }

  function switchTheme() {
    root.dataset.theme = dark() ? "light" : "dark";
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `freshseal-theme=${root.dataset.theme}; Path=/; Max-Age=${YEAR}; SameSite=Lax${secure}`;
  }

  function toggleMenu(button) {
    const open = document.getElementById("nav").classList.toggle("open");
    button.setAttribute("aria-expanded", String(open));
  }

  async function copy(button) {
    const text = button.parentElement.querySelector("code").textContent;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      copyBySelection(text);
    }
    const word = button.querySelector(".copy-word");
    const before = word.textContent;
    word.textContent = button.dataset.done;
    setTimeout(() => { word.textContent = before; }, 1600);
  }

  // The clipboard API is there in secure contexts only; a console on plain HTTP is none.
  function copyBySelection(text) {
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "only-read";
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.id === "theme") switchTheme();
    if (button?.id === "menu") toggleMenu(button);
    if (button?.classList.contains("copy")) copy(button);
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });

  // The upload widget sends the file at once; what is typed beside it has to be right before that.
  document.addEventListener("click", (event) => {
    const upload = event.target.closest(".ui-fileupload-upload");
    if (upload && !upload.closest("form").reportValidity()) event.stopImmediatePropagation();
  }, true);

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  for (const button of document.querySelectorAll("[data-print]")) {
    button.addEventListener("click", () => window.print());
  }

  // A page that nobody looks at does not poll: it would keep an abandoned session alive.
  let touched = Date.now();
  let polling = true;
  function adjustPolling() {
    const wanted = !document.hidden && Date.now() - touched < IDLE_AFTER;
    if (wanted === polling || !window.PrimeFaces) return;
    polling = wanted;
    for (const widget of Object.values(PrimeFaces.widgets)) {
      if (widget instanceof PrimeFaces.widget.Poll) wanted ? widget.start() : widget.stop();
    }
    document.dispatchEvent(new CustomEvent("freshseal:watched", { detail: wanted }));
  }
  for (const kind of ["pointermove", "keydown", "pointerdown"]) {
    document.addEventListener(kind, () => { touched = Date.now(); adjustPolling(); }, { passive: true });
  }
  document.addEventListener("visibilitychange", adjustPolling);
  setInterval(adjustPolling, 30000);
})();
