/* What makes the pages quicker. Everything works without this file.
   Words come from the page (data attributes), so that they are translated in one place. */
(function () {
  "use strict";

  var aktiva = window.aktiva = window.aktiva || {};

  /* ---- the question whether an answer means a risk shows when it must be answered ---- */
  function followUps(part) {
    var form = part.closest("form");
    var wanted = part.dataset.undesired.split(" ");
    function show() {
      var chosen = form.querySelector("[name='answer']:checked");
      part.hidden = !(chosen && wanted.indexOf(chosen.value) >= 0);
    }
    form.addEventListener("change", show);
    form.addEventListener("aktiva:filled", show);
    show();
  }

  /* ---- how much of the room for a text is used ---- */
  function count(area) {
    var foot = document.getElementById(area.id + "-antal");
    if (!foot) { return; }
    function show() {
      foot.textContent = foot.dataset.words
        .replace("%1", area.value.length.toLocaleString("sv-SE"))
        .replace("%2", Number(area.dataset.longest).toLocaleString("sv-SE"));
    }
    area.addEventListener("input", show);
    show();
  }

  /* ---- a button that puts a text into a field ---- */
  function fill(button) {
    button.addEventListener("click", function () {
      var target = document.getElementById(button.dataset.fill);
      if (!target) { return; }
      target.value = button.dataset.text;
      target.dispatchEvent(new Event("input", { bubbles: true }));
      target.dispatchEvent(new Event("change", { bubbles: true }));
      target.focus();
    });
    button.hidden = false;
  }

  /* ---- a button that puts words where the cursor stands in a field ---- */
  function insert(button) {
    button.addEventListener("click", function () {
      var target = document.getElementById(button.dataset.into);
      if (!target) { return; }
      target.focus();
      target.setRangeText(button.dataset.insert, target.selectionStart, target.selectionEnd, "end");
      target.dispatchEvent(new Event("input", { bubbles: true }));
    });
    button.hidden = false;
  }

  /* ---- the focus follows what came: the first error, else the new heading ---- */
  function focusIn(parts) {
    [".errors", "[data-focus], [aria-invalid='true']"].some(function (selector) {
      var wanted = found(parts, selector)[0];
      if (wanted) { wanted.focus(); }
      return wanted;
    });
  }

  function found(parts, selector) {
    return parts.flatMap(function (part) {
      if (!part.querySelectorAll) { return []; }
      var inside = Array.from(part.querySelectorAll(selector));
      return part.matches && part.matches(selector) ? [part].concat(inside) : inside;
    });
  }

  function start(parts) {
    found(parts, "form[data-autosave]").forEach(aktiva.autosave);
    found(parts, "[data-undesired]").forEach(followUps);
    found(parts, "textarea[data-longest]").forEach(count);
    found(parts, "button[data-fill]").forEach(fill);
    found(parts, "button[data-insert]").forEach(insert);
    focusIn(parts);
  }

  /* ---- parts of a page that are swapped; which statuses are swapped stands in the page's head ---- */
  var SHOWN = [409, 422];

  function regret(source) {
    var words = document.body.dataset.unreachable;
    if (!words || !source || !source.isConnected) { return; }
    var place = source.closest("form") || source;
    var said = place.nextElementSibling;
    if (!said || !said.matches("[data-regret]")) {
      said = document.createElement("p");
      said.className = "field__error";
      said.setAttribute("role", "alert");
      said.dataset.regret = "";
      place.after(said);
    }
    said.textContent = "";
    said.textContent = words;
  }

  document.addEventListener("htmx:before:response", function (event) {
    var raw = event.detail.ctx.response.raw;
    /* Signed out meanwhile: go there, a sign-in page must not land inside a table. */
    if (raw.redirected) { event.preventDefault(); location.assign(raw.url); }
  });
  document.addEventListener("htmx:response:error", function (event) {
    var ctx = event.detail.ctx;
    if (SHOWN.indexOf(ctx.response.status) < 0) { regret(ctx.sourceElement); }
  });
  document.addEventListener("htmx:error", function (event) {
    if (event.detail.ctx) { regret(event.detail.ctx.sourceElement); }
  });
  document.addEventListener("htmx:after:settle", function (event) {
    start(event.detail.newContent || []);
  });

  aktiva.start = start;
  start([document]);
})();
