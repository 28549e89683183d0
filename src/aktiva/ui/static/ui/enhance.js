/* What makes the pages quicker. Everything works without this file. */
(function () {
  "use strict";

  /* ---- autosave: after every changed field, said where the writer looks ---- */
  function autosave(form) {
    var status = document.querySelector("[data-saved]");
    var revision = form.querySelector("[name$='revision']");
    var running = false;
    var again = false;
    var dirty = false;

    function say(words) {
      if (status) { status.textContent = words; }
    }

    function save() {
      if (running) { again = true; return; }
      running = true;
      dirty = false;
      say(form.dataset.saving);
      var body = new FormData(form);
      body.set("autosave", "1");
      fetch(form.action || window.location.href, { method: "POST", body: body, credentials: "same-origin" })
        .then(function (answer) {
          if (answer.redirected || !answer.headers.get("Aktiva-Revision")) { throw new Error("not saved"); }
          if (revision) { revision.value = answer.headers.get("Aktiva-Revision"); }
          return answer.text().then(say);
        })
        .catch(function () { dirty = true; say(form.dataset.failed); })
        .finally(function () {
          running = false;
          if (again) { again = false; save(); }
        });
    }

    form.addEventListener("input", function () { dirty = true; });
    form.addEventListener("change", save);
    window.addEventListener("beforeunload", function (event) {
      if (dirty && !form.dataset.leaving) { event.preventDefault(); }
    });
    form.addEventListener("submit", function () { form.dataset.leaving = "1"; });
  }

  /* ---- the question whether an answer means a risk shows when it must be answered ---- */
  function followUps(form) {
    form.querySelectorAll("[data-undesired]").forEach(function (part) {
      var wanted = part.dataset.undesired.split(" ");
      function show() {
        var chosen = form.querySelector("[name='answer']:checked");
        part.hidden = !(chosen && wanted.indexOf(chosen.value) >= 0);
      }
      form.addEventListener("change", show);
      show();
    });
  }

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

  document.querySelectorAll("form[data-autosave]").forEach(autosave);
  document.querySelectorAll("form").forEach(followUps);
  document.querySelectorAll("textarea[data-longest]").forEach(count);
  document.querySelectorAll("button[data-fill]").forEach(fill);
  var wrong = document.querySelector("[data-focus]");
  if (wrong) { wrong.focus(); }
})();
