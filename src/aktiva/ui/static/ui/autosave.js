/* Forms that save themselves, and say so where the writer looks.
   What is typed becomes an item in one queue; items are sent in order, one at a time, and stay
   until the server has answered. Words come from the page. What lies where: docs/method/offline.md */
(function () {
  "use strict";

  var aktiva = window.aktiva = window.aktiva || {};
  var PAUSE = 1000;      /* milliseconds of silence after which what was typed is sent */
  var GAP = 4000;        /* while somebody goes on writing, no more often than this */
  var PATIENCE = 15000;  /* an answer that has not come by then is taken for lost */
  var QUIET = 30000;     /* a screen reader hears "saved" at most this often */
  var SMALL = 30000;     /* characters that a browser sends even when the page is left */
  var WAITS = [2000, 4000, 8000, 15000, 30000];
  var PAGE = Array.from(crypto.getRandomValues(new Uint8Array(8)), function (b) {
    return b.toString(16).padStart(2, "0");
  }).join("");

  var queue = new Map();   /* key of a form → what it holds and has not been acknowledged */
  var forms = new Map();   /* key → the form, while it is on the page */
  var held = new Set();    /* keys of forms whose button is being answered */
  var refused = new Set(); /* keys of forms whose words the server will not take as they are */
  var number = 0;
  var running = null;
  var failures = 0;
  var retry;
  var stopped = "";        /* why nothing is sent: signed-out or other */
  var heard = -QUIET;

  /* ---- the status line ---- */
  function line() { return document.querySelector("[data-saved]"); }

  function say(words, urgent, link) {
    var status = line();
    if (!status || !words) { return; }
    var now = performance.now();
    var aloud = urgent || now - heard > QUIET;
    status.setAttribute("aria-live", aloud ? "polite" : "off");
    if (aloud && words !== status.dataset.saving) { heard = now; }
    status.classList.toggle("saved--waiting", Boolean(urgent));
    status.textContent = words;
    if (link) {
      var a = document.createElement("a");
      a.href = link.href;
      a.target = "_blank";
      a.rel = "noopener";
      a.textContent = link.words;
      status.append(" ", a);
    }
  }

  function word(name) { var status = line(); return status ? status.dataset[name] : ""; }

  /* ---- what a form holds ---- */
  function address(form) {
    var given = form.getAttribute("action");
    var url = new URL(given || location.href, location.href);
    url.hash = "";
    return url.pathname + url.search;
  }

  function keyOf(form) { return address(form) + (form.elements.no_measure ? "#none" : ""); }

  function entriesOf(form) {
    var entries = [];
    new FormData(form).forEach(function (value, name) {
      if (typeof value === "string" && ["csrfmiddlewaretoken", "together"].indexOf(name) < 0) {
        entries.push([name, value]);
      }
    });
    return entries;
  }

  function isRevision(name) { return /(^|-)revision$/.test(name); }

  function itemOf(form) {
    number += 1;
    return {
      key: keyOf(form), address: address(form), writer: form.dataset.autosave,
      mark: PAGE + "." + number, entries: entriesOf(form), at: Date.now()
    };
  }

  function token() {
    var found = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    return found ? found[1] : (document.querySelector("[name=csrfmiddlewaretoken]") || {}).value;
  }

  function bodyOf(item) {
    var body = new URLSearchParams(item.entries);
    body.set("csrfmiddlewaretoken", token() || "");
    body.set("autosave", "1");
    body.set("mark", item.mark);
    body.set("writer", item.writer);
    return body;
  }

  /* Put what was typed earlier back into a form. */
  function fill(form, entries) {
    var names = new Set(Array.from(form.elements, function (e) { return e.name; }));
    Array.from(form.elements).forEach(function (e) {
      if (!e.name || ["csrfmiddlewaretoken", "together"].indexOf(e.name) >= 0) { return; }
      var given = entries.filter(function (pair) { return pair[0] === e.name; });
      if (e.type === "checkbox" || e.type === "radio") {
        e.checked = given.some(function (pair) { return pair[1] === e.value; });
      } else if (given.length && e.type !== "file" && names.has(e.name)) {
        e.value = given[given.length - 1][1];
      }
    });
    form.dispatchEvent(new Event("aktiva:filled"));
  }

  /* ---- the queue ---- */
  function put(item) {
    refused.delete(item.key);
    queue.set(item.key, item);
    if (aktiva.store) { aktiva.store.put(item); }
  }

  function done(item) {
    if (queue.get(item.key) === item) { queue.delete(item.key); }
    if (aktiva.store && !queue.has(item.key)) { aktiva.store.remove(item.key); }
  }

  /* Not sent again until they are changed, and kept as what waits for the network is kept. */
  function park(item) {
    if (queue.get(item.key) !== item) { return; }
    queue.delete(item.key);
    refused.add(item.key);
  }

  function send(item) {
    var limit = new AbortController();
    var timer = setTimeout(function () { limit.abort(); }, PATIENCE);
    var body = bodyOf(item);
    return fetch(item.address, {
      method: "POST", body: body, credentials: "same-origin", redirect: "manual",
      signal: limit.signal, keepalive: body.toString().length < SMALL
    }).finally(function () { clearTimeout(timer); });
  }

  function next() {
    return Array.from(queue.values()).find(function (item) { return !held.has(item.key); });
  }

  function flush() {
    clearTimeout(retry);
    var item = running ? null : next();
    if (!item) { return running || Promise.resolve(); }
    if (!failures && !stopped) { say(word("saving")); }
    running = send(item)
      .then(function (answer) { return understood(item, answer); },
            function () { return "wait"; })
      .then(function (outcome) {
        running = null;
        if (outcome === "wait") { return waitAndTryAgain(); }
        if (outcome === "stop") { return undefined; }
        failures = 0;
        stopped = "";
        return next() ? flush() : undefined;
      });
    return running;
  }

  function waitAndTryAgain() {
    failures += 1;
    say(word("waiting"), true);
    retry = setTimeout(flush, WAITS[Math.min(failures, WAITS.length) - 1]);
  }

  function stop(why, words, link) {
    stopped = why;
    failures = Math.max(failures, 1);
    say(words, true, link);
    retry = setTimeout(flush, WAITS[WAITS.length - 1]);
    return "stop";
  }

  function signedOut() {
    var status = line();
    return stop("signed-out", word("signedOut"), status && {
      href: status.dataset.signIn, words: status.dataset.signInWords
    });
  }

  function understood(item, answer) {
    var isOurs = (answer.headers.get("Content-Type") || "").indexOf("application/json") === 0;
    if (answer.type === "opaqueredirect" || (answer.status === 403 && !isOurs)) {
      return signedOut();
    }
    if (answer.status >= 500 || answer.status === 429) { return "wait"; }
    if (!isOurs) {
      done(item);
      leave(item, word(answer.status === 404 ? "gone" : "refused"));
      return "done";
    }
    return answer.json().then(function (told) {
      if (told.state === "other") {
        return stop("other", told.words);
      }
      var wasWaiting = failures > 0;
      var isLatest = queue.get(item.key) === item;
      renew(item, told.revisions);
      if (told.state === "refused") { park(item); } else { done(item); }
      if (!isLatest && told.state === "locked") { return "done"; }  /* a button came before it */
      if (told.state === "locked" || told.state === "refused") {
        leave(item, told.words);
        return "done";
      }
      problems(item.key, told.problems);
      say(told.words, wasWaiting || told.state === "rival");
      document.dispatchEvent(new CustomEvent("aktiva:saved", { detail: { item: item, told: told } }));
      return "done";
    });
  }

  /* Words that the server does not take are never dropped: they stand under the status line. */
  function leave(item, words) {
    say(words, true);
    if (forms.has(item.key) && forms.get(item.key).isConnected) { return; }
    var status = line();
    if (!status) { return; }
    var box = document.createElement("textarea");
    box.className = "input";
    box.readOnly = true;
    box.setAttribute("aria-label", words);
    box.value = item.entries.filter(function (pair) { return pair[1].length > 12 && !isRevision(pair[0]); })
      .map(function (pair) { return pair[1]; }).join("\n\n");
    if (box.value) { status.after(box); }
  }

  /* Later words of the same form belong to the revision that was saved. */
  function renew(item, revisions) {
    Object.keys(revisions).forEach(function (name) {
      var form = forms.get(item.key);
      var field = form && form.elements[name];
      if (field) { field.value = revisions[name]; }
      var later = queue.get(item.key);
      if (later && later !== item) {
        later.entries.forEach(function (pair) { if (pair[0] === name) { pair[1] = String(revisions[name]); } });
      }
    });
  }

  /* ---- what is wrong in a field, said beside it when the writer has left it ---- */
  function problems(key, found) {
    var form = forms.get(key);
    if (!form || !form.isConnected) { return; }
    form.querySelectorAll("[data-said]").forEach(function (said) {
      var field = said.closest(".field");
      field.classList.remove("field--wrong");
      field.querySelectorAll("[aria-invalid]").forEach(function (e) { e.removeAttribute("aria-invalid"); });
      said.remove();
    });
    Object.keys(found).forEach(function (name) {
      var control = form.querySelector("[name='" + CSS.escape(name) + "']");
      var field = control && control.closest(".field");
      if (!field || field.contains(document.activeElement) || field.querySelector(".field__error")) { return; }
      var said = document.createElement("div");
      var words = document.createElement("p");
      said.dataset.said = "";
      said.id = control.id + "-said";
      words.className = "field__error";
      words.textContent = found[name];
      said.append(words);
      field.classList.add("field--wrong");
      control.setAttribute("aria-invalid", "true");
      var tied = (control.getAttribute("aria-describedby") || "").split(" ").filter(Boolean);
      if (tied.indexOf(said.id) < 0) { tied.push(said.id); }
      control.setAttribute("aria-describedby", tied.join(" "));
      (control.closest(".choices") || control).before(said);
    });
  }

  /* ---- one form ---- */
  function autosave(form) {
    var timer;
    var latest = 0;
    var key = keyOf(form);
    forms.forEach(function (other, name) { if (!other.isConnected) { forms.delete(name); } });
    forms.set(key, form);

    form.aktivaKeep = function () {
      clearTimeout(timer);
      timer = 0;
      latest = performance.now();
      put(itemOf(form));
    };
    form.aktivaIsDirty = function () { return Boolean(timer); };
    function save() { form.aktivaKeep(); flush(); }

    form.addEventListener("input", function (event) {
      if (event.target.type === "file") { return; }
      clearTimeout(timer);
      timer = setTimeout(save, Math.max(PAUSE, latest + GAP - performance.now()));
      if (failures || stopped) { put(itemOf(form)); }
    });
    form.addEventListener("change", function (event) { if (event.target.type !== "file") { save(); } });
    form.addEventListener("submit", function () { clearTimeout(timer); timer = 0; form.aktivaLeaving = true; });

    var waiting = queue.get(key);
    if (waiting) { fill(form, waiting.entries); say(word("waiting"), true); }
  }

  /* What a page holds that nobody has taken yet: sent when the page is left. */
  function leavePage() {
    forms.forEach(function (form) {
      if (form.isConnected && !form.aktivaLeaving && form.aktivaIsDirty()) { form.aktivaKeep(); }
    });
    if (stopped !== "other") {
      queue.forEach(function (item) { if (!forms.get(item.key) || !forms.get(item.key).aktivaLeaving) { send(item).catch(function () {}); } });
    }
  }

  window.addEventListener("pagehide", leavePage);
  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState === "hidden") {
      forms.forEach(function (form) { if (form.isConnected && form.aktivaIsDirty()) { form.aktivaKeep(); flush(); } });
    } else if (queue.size) { flush(); }
  });
  window.addEventListener("online", function () { if (queue.size) { flush(); } });
  window.addEventListener("focus", function () { if (queue.size && (failures || stopped)) { flush(); } });
  window.addEventListener("beforeunload", function (event) {
    var isRefused = Array.from(refused).some(function (key) {
      return forms.has(key) && forms.get(key).isConnected && !forms.get(key).aktivaLeaving;
    });
    if (isRefused || (queue.size && (failures || stopped))) { event.preventDefault(); }
  });

  aktiva.autosave = autosave;
  aktiva.keepAll = function () {
    forms.forEach(function (form) { if (form.isConnected && form.aktivaIsDirty()) { form.aktivaKeep(); } });
    flush();
  };
  aktiva.fill = fill;
  aktiva.keyOf = keyOf;
  aktiva.isWaiting = function () { return Boolean(queue.size && (failures || stopped)); };
  aktiva.flush = flush;
  aktiva.say = say;
  aktiva.word = word;
  aktiva.waiting = queue;
  aktiva.park = function (key) { if (queue.has(key)) { park(queue.get(key)); } };
  aktiva.forget = function (key) { queue.delete(key); refused.delete(key); if (aktiva.store) { aktiva.store.remove(key); } };
  aktiva.hold = function (key, is) { if (is) { held.add(key); } else { held.delete(key); } };
  aktiva.nextMark = function () { number += 1; return PAGE + "." + number; };
  /* Take up what lay in the browser since before; what the page already knows is newer. */
  aktiva.restore = function (items) {
    items.sort(function (a, b) { return a.at - b.at; }).forEach(function (item) {
      if (queue.has(item.key)) { return; }
      queue.set(item.key, item);
      var form = forms.get(item.key);
      if (form && form.isConnected) { fill(form, item.entries); }
    });
    return flush();
  };
})();
