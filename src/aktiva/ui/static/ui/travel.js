/* Going from page to page of a sheet without loading the page anew, so that what is known here
   lives on: the other pages, in memory and never on the disk, can be opened without a network.
   A page that may be travelled says so by data-travel: the beginning of the addresses. */
(function () {
  "use strict";

  var aktiva = window.aktiva = window.aktiva || {};
  var BREATH = 700;     /* milliseconds between two pages that are fetched ahead */
  var PATIENCE = 15000;
  var FRESH = 3600000;  /* an hour; after two, what was fetched ahead is not shown */
  var pages = new Map();  /* address → the page, in memory */
  var ahead;
  var shown = location.pathname + location.search;

  function main() { return document.getElementById("main"); }
  function base() { return main() && main().dataset.travel; }
  function here() { return location.pathname + location.search; }

  function isInside(url) {
    return url.origin === location.origin && base() && url.pathname.indexOf(base()) === 0;
  }

  function fetched(address, options) {
    var limit = new AbortController();
    var timer = setTimeout(function () { limit.abort(); }, PATIENCE);
    var asked = Object.assign({
      credentials: "same-origin", cache: "no-store", signal: limit.signal, headers: { "Aktiva-Travel": "1" }
    }, options);
    return fetch(address, asked).then(function (answer) {
      return answer.text().then(function (text) {
        return {
          url: new URL(answer.url), status: answer.status, text: text, at: Date.now(),
          isUnsaved: answer.headers.has("Aktiva-Unsaved"), wentOn: answer.redirected
        };
      });
    }).finally(function () { clearTimeout(timer); });
  }

  /* Show a page that has come. Returns false for what is not one of the sheet's; what a button was
     answered with is shown whatever it is, for it cannot be asked for again. */
  function show(page, how, isAnswer) {
    var came = new DOMParser().parseFromString(page.text, "text/html");
    var next = came.getElementById("main");
    if (!next || (!next.dataset.travel && !isAnswer)) { return false; }
    main().replaceWith(document.adoptNode(next));
    document.title = came.title;
    var address = page.url.pathname + page.url.search;
    shown = address;
    if (how === "push" && address !== here()) { history.pushState({}, "", address); }
    else { history.replaceState({}, "", address); }
    window.scrollTo(0, 0);
    aktiva.start([next]);
    if (!next.contains(document.activeElement)) {
      var heading = next.querySelector("h1");
      (heading || next).tabIndex = -1;
      (heading || next).focus({ preventScroll: true });
    }
    lookAhead();
    document.dispatchEvent(new CustomEvent("aktiva:arrived"));
    return true;
  }

  function fromMemory(address, how) {
    var page = pages.get(address);
    if (!page || !page.text || Date.now() - page.at > 2 * FRESH) { return false; }
    return show(page, how || "push");
  }

  function go(address, how) {
    return fetched(address).then(function (page) {
      if (page.status >= 500 && fromMemory(address, how)) { return; }
      if (!isInside(page.url) || !show(page, how || "push")) { location.assign(page.url.href); }
    }, function () {
      if (!fromMemory(address, how)) { aktiva.say(aktiva.word("noPage"), true); }
    });
  }

  /* The button of a form: what was typed lies in the queue until the server has answered. */
  function press(form, button) {
    var data = new FormData(form, button);
    var saves = form.matches("[data-autosave]");
    var key = aktiva.keyOf(form);
    aktiva.hold(key, true);
    if (saves) { form.aktivaKeep(); }
    data.set("mark", aktiva.nextMark());
    form.setAttribute("aria-busy", "true");
    return fetched(form.getAttribute("action") || here(), { method: "POST", body: data }).then(function (page) {
      aktiva.hold(key, false);
      form.removeAttribute("aria-busy");
      if (page.status >= 500 || page.status === 403) { form.aktivaLeaving = false; return aktiva.flush(); }
      if (page.isUnsaved) { aktiva.park(key); } else { aktiva.forget(key); }
      if (!isInside(page.url) || !show(page, "push", !page.wentOn)) { location.assign(page.url.href); }
      return undefined;
    }, function () {
      aktiva.hold(key, false);
      form.removeAttribute("aria-busy");
      form.aktivaLeaving = false;
      aktiva.flush();
      if (!form.dataset.next || !fromMemory(form.dataset.next)) { aktiva.say(aktiva.word("noPage"), true); }
      else { aktiva.say(aktiva.word("waiting"), true); }
    });
  }

  /* ---- the sheet's other pages, one at a time while nothing else goes on ---- */
  function lookAhead() {
    clearTimeout(ahead);
    if (!document.body.dataset.wordsKey || !main().dataset.pages) { return; }
    var wanted = main().dataset.pages.split(" ").filter(function (address) {
      return address && address !== here() && !(pages.has(address) && Date.now() - pages.get(address).at < FRESH);
    });
    if (!wanted.length) { return; }
    ahead = setTimeout(function () {
      if (document.hidden || !navigator.onLine || aktiva.isWaiting()) { lookAhead(); return; }
      fetched(wanted[0], { headers: { "Aktiva-Ahead": "1" } }).then(function (page) {
        if (page.status === 200 && isInside(page.url)) { pages.set(wanted[0], page); }
        else { pages.set(wanted[0], { url: page.url, text: "", at: page.at }); }
        lookAhead();
      }, function () { ahead = setTimeout(lookAhead, PATIENCE); });
    }, BREATH);
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[href]");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey ||
        event.altKey || link.target || link.hasAttribute("download")) { return; }
    var url = new URL(link.href);
    if (!isInside(url) || (url.hash && url.pathname + url.search === here())) { return; }
    event.preventDefault();
    aktiva.keepAll();
    go(url.pathname + url.search);
  });

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented || form.method !== "post" || !main() || !main().contains(form)) { return; }
    if (!isInside(new URL(form.getAttribute("action") || location.href, location.href))) { return; }
    event.preventDefault();
    press(form, event.submitter);
  });

  window.addEventListener("popstate", function () {
    if (here() === shown) { return; }  /* only another place on the same page */
    if (base() && isInside(new URL(location.href))) { go(here(), "stay"); } else { location.reload(); }
  });

  aktiva.go = go;
  aktiva.memory = pages;
  if (base()) { lookAhead(); }
})();
