/* Small help for every page; each works without it. Words come from data-* attributes,
   so both languages work. Pages with htmx load this file after it. */
(() => {
  "use strict";
  const all = (selector, root = document) => root.querySelectorAll(selector);
  const byId = (id) => document.getElementById(id);
  const on = (name, handler) => document.addEventListener(name, handler);
  const fire = (element, name) => element && element.dispatchEvent(new CustomEvent(name, { bubbles: true }));
  const keep = (store, key, value) => {
    // Storage may be full or forbidden; then the page works as without it.
    try {
      if (value === undefined) return store.getItem(key);
      if (value === null) store.removeItem(key);
      else store.setItem(key, value);
    } catch { /* nothing to keep it in */ }
    return null;
  };

  // --- words for trouble ---------------------------------------------------------
  const notice = byId("notice");
  let noticeEnd = 0;
  const say = (key, stay) => {
    if (!notice || !notice.dataset[key]) return;
    notice.hidden = false;
    notice.firstElementChild.textContent = notice.dataset[key];
    notice.lastElementChild.hidden = key !== "signedOut";
    notice.dataset.says = key;
    clearTimeout(noticeEnd);
    if (!stay) noticeEnd = setTimeout(() => { notice.hidden = true; }, 8000);
  };
  const unsay = (key) => { if (notice && notice.dataset.says === key) notice.hidden = true; };

  // --- forms: summary, password, dialogs ---------------------------------------------
  let titleWord = "";
  const focusSummary = (root) => {
    const summary = root.querySelector("[data-error-summary]");
    if (summary && !summary.contains(document.activeElement)) summary.focus();
    // A part of the page was swapped: the title says so too.
    const word = summary ? summary.dataset.title + " " : "";
    if (titleWord && !word && document.title.startsWith(titleWord)) document.title = document.title.slice(titleWord.length);
    if (word && !document.title.startsWith(word)) document.title = word + document.title;
    titleWord = word;
  };
  const prepare = (root) => {
    for (const input of all("[data-time-zone]", root)) input.value = Intl.DateTimeFormat().resolvedOptions().timeZone || "";
    for (const button of all("[data-reveal]", root)) button.hidden = false;
    for (const details of all("details[data-keep]", root)) {
      const state = keep(sessionStorage, "open:" + details.dataset.keep);
      if (state) details.open = state === "1";
    }
  };
  on("click", (event) => {
    const reveal = event.target.closest("[data-reveal]");
    if (reveal) {
      const input = byId(reveal.dataset.reveal);
      const shown = input.type === "text";
      reveal.dataset.show = reveal.dataset.show || reveal.textContent;
      reveal.textContent = shown ? reveal.dataset.show : reveal.dataset.hide;
      input.type = shown ? "password" : "text";
    }
    const opener = event.target.closest("[data-dialog]");
    const dialog = opener && byId(opener.dataset.dialog);
    if (dialog && dialog.showModal) { event.preventDefault(); dialog.showModal(); }
  });
  document.addEventListener("toggle", ({ target }) => {
    if (target.dataset && target.dataset.keep) keep(sessionStorage, "open:" + target.dataset.keep, target.open ? "1" : "0");
  }, true);
  let closedForPrint = [];
  addEventListener("beforeprint", () => {
    closedForPrint = [...all("details:not([open])")];
    for (const details of closedForPrint) details.open = true;
  });
  addEventListener("afterprint", () => { for (const details of closedForPrint) details.open = false; });

  // --- suggested time: seen, never heard every second ---------------------------------
  const skew = new Map();
  setInterval(() => {
    for (const timer of all("[data-deadline]")) {
      const end = Number(timer.dataset.deadline);
      if (!skew.has(end)) skew.set(end, Date.now() - Number(timer.dataset.now || Date.now()));
      const left = Math.round((end - Date.now() + skew.get(end)) / 1000);
      const size = Math.abs(left);
      timer.textContent = (left < 0 ? "+" : "") + Math.floor(size / 60) + ":" + String(size % 60).padStart(2, "0");
      timer.toggleAttribute("data-over", left < 0);
      const words = byId(timer.dataset.words);
      const text = left < 0 ? timer.dataset.past : left <= 30 ? timer.dataset.soon : "";
      if (words && text && words.textContent !== text) words.textContent = text;
    }
  }, 1000);

  // --- live link: SSE first, polling while it is away ----------------------------------
  const live = byId("live");
  if (live) {
    let errors = 0, isConnected = false, isDone = false, timers = [];
    const stop = () => { timers.forEach(clearInterval); timers = []; unsay("liveLost"); };
    const poll = () => { if (!document.hidden) fire(byId("live-poll"), "live:poll"); };
    const fallBack = () => {
      if (timers.length || isDone) return;
      say("liveLost", true);
      poll();
      timers = [setInterval(poll, 5000), setInterval(() => fire(byId("live"), "live:retry"), 30000)];
    };
    const mine = (handler) => (event) => { if (event.target.id === "live") handler(event); };
    on("htmx:sse:after:connection", mine(() => { errors = 0; isConnected = true; stop(); }));
    on("htmx:sse:error", mine(() => { isConnected = false; errors += 1; if (errors > 1) fallBack(); }));
    on("htmx:error", mine(fallBack));
    on("htmx:response:error", mine(fallBack));
    on("htmx:sse:close", mine(({ detail }) => { if (detail.reason === "message") { isDone = true; stop(); } }));
    setTimeout(() => { if (!isConnected) fallBack(); }, 5000);
  }

  // --- drafts: the server keeps them; this device helps while it cannot be reached --------
  const KEY = "draft:";
  const unsaved = new Set();
  let wait = 1000, again = 0;
  const warn = (event) => event.preventDefault();
  const mark = (area, isDirty) => {
    if (isDirty) unsaved.add(area.dataset.draft); else unsaved.delete(area.dataset.draft);
    removeEventListener("beforeunload", warn);
    if (unsaved.size) addEventListener("beforeunload", warn);
  };
  const show = (area, state) => {
    const line = byId(area.dataset.saveState || "save-state");
    if (!line || line.dataset.state === state) return;
    line.dataset.state = state;
    line.firstElementChild.textContent = line.dataset[state] || "";
  };
  const retry = () => { clearTimeout(again); for (const area of all("[data-draft]")) if (unsaved.has(area.dataset.draft)) fire(area, "draft:retry"); };
  const later = () => {
    clearTimeout(again);
    again = setTimeout(retry, wait + Math.random() * 500);
    wait = Math.min(wait * 2, 30000);
  };
  // Sent again, it would be refused again; the answer says what to do.
  const isRefusal = (status) => status >= 400 && status < 500 && status !== 408 && status !== 429;
  // Neither would be let through before the page is opened anew: signed out, or in anew.
  const isShut = (status) => status === 401 || status === 403;
  const failed = (area) => {
    show(area, navigator.onLine ? "error" : "offline");
    if (!navigator.onLine) say("offline", true);
    later();
  };
  const base = (area) => byId("draft-base-" + area.dataset.draft);
  const restore = (root) => {
    for (const area of all("[data-draft]", root)) {
      // Once for each question: later the copy may be another tab's, and this text counts.
      if (area.restored === area.dataset.draft) continue;
      area.restored = area.dataset.draft;
      const kept = JSON.parse(keep(localStorage, KEY + area.dataset.draft) || "null");
      if (!kept) continue;
      if (kept.text === area.value) { keep(localStorage, KEY + area.dataset.draft, null); continue; }
      // The server has what this text grew from, or what was last sent from here. Else it
      // has something newer: then it refuses this one, and both are shown.
      if (kept.base !== base(area).value && kept.sending !== area.value) base(area).value = kept.base;
      area.value = kept.text;
      mark(area, true);
      say("restored");
      fire(area, "draft:retry");
    }
  };
  const tidy = () => {
    // A text that was sent from this device does not stay on it, nor any for ever.
    const went = (kept) => (kept.sent && byId("rail")) || kept.at < Date.now() - 7 * 864e5;
    try {
      for (const key of Object.keys(localStorage)) {
        if (!key.startsWith(KEY) || document.querySelector(`[data-draft="${key.slice(KEY.length)}"]`)) continue;
        if (went(JSON.parse(localStorage[key]))) localStorage.removeItem(key);
      }
    } catch { /* no storage */ }
  };
  const remember = (area, sent) => keep(localStorage, KEY + area.dataset.draft, JSON.stringify({
    text: area.value, base: base(area)?.value, sending: area.sentText, at: Date.now(), sent,
  }));
  on("input", ({ target }) => {
    if (!target.matches("[data-draft]")) return;
    mark(target, true);
    remember(target, false);
    show(target, "saving");
  });
  on("submit", ({ target }) => {
    for (const area of all("[data-draft]", target)) { remember(area, true); mark(area, false); }
  });
  // An element that was swapped away meanwhile tells of its request on the document.
  const isElement = ({ target }, selector) => target instanceof Element && target.matches(selector);
  const area = (event) => (isElement(event, "[data-draft]") ? event.target : null);
  on("htmx:before:request", (event) => { const text = area(event); if (text) text.sentText = text.value; });
  on("htmx:after:request", (event) => {
    const { status, raw } = event.detail.ctx.response;
    const text = area(event);
    if (isShut(status) && (text || isElement(event, "[id^=live]"))) {
      // Nobody is taken away from what they are writing.
      event.preventDefault();
      say("signedOut", true);
    }
    if (text) {
      if (isRefusal(status)) return show(text, "error");
      if (status >= 400 || raw.redirected) return failed(text);
      wait = 1000;
      unsay("offline");
      if (text.value !== text.sentText) return undefined;
      mark(text, false);
      keep(localStorage, KEY + text.dataset.draft, null);
      show(text, "saved");
    } else if (isElement(event, "form, button")) {
      const form = event.target.form || event.target;
      for (const sent of all("[data-draft]", form)) {
        if (status < 400) keep(localStorage, KEY + sent.dataset.draft, null); else remember(sent, false);
        mark(sent, status >= 500);
      }
    }
    if (status >= 500 && !text && !isElement(event, "[id^=live]")) say("error");
    return undefined;
  });
  on("htmx:error", (event) => {
    const text = area(event);
    if (text) return failed(text);
    const typed = isElement(event, "form, button") ? all("[data-draft]", event.target.form || event.target) : [];
    for (const kept of typed) { remember(kept, false); mark(kept, true); }
    if (!isElement(event, "[id^=live]")) say(navigator.onLine ? "error" : typed.length ? "offlineSend" : "offline", typed.length);
    return undefined;
  });
  // What is on this device is there again on the page that opens.
  on("click", ({ target }) => { if (notice && target === notice.lastElementChild) for (const text of all("[data-draft]")) mark(text, false); });
  addEventListener("online", () => { wait = 1000; unsay("offline"); unsay("offlineSend"); retry(); });
  on("visibilitychange", () => { if (document.hidden) retry(); });

  on("htmx:after:swap", () => { prepare(document); restore(document); focusSummary(document); });
  prepare(document);
  focusSummary(document);
  // htmx starts on DOMContentLoaded, after this file; drafts may need its listeners.
  on("DOMContentLoaded", () => setTimeout(() => { restore(document); tidy(); }));
})();
