/* What somebody else writes on the same page, shown while one writes oneself. The page asks every
   few seconds with a word for how things stood; the server answers with nothing or with a part. */
(function () {
  "use strict";

  var aktiva = window.aktiva = window.aktiva || {};
  var EVERY = 8000;

  function place() { return document.querySelector("[data-beside]"); }

  /* The page's own saves change the revision: only what is beyond it is news. */
  function stands(at) {
    var revision = document.querySelector("form[data-autosave] [name='revision']");
    var seen = at.dataset.stands.split("-");
    if (revision && Number(revision.value) > Number(seen[0])) { seen[0] = revision.value; }
    return seen.join("-");
  }

  function look() {
    var at = place();
    if (!at || document.hidden || !navigator.onLine || aktiva.isWaiting()) { return; }
    fetch(at.dataset.beside + "?stands=" + encodeURIComponent(stands(at)), {
      credentials: "same-origin", redirect: "manual", cache: "no-store"
    }).then(function (answer) {
      if (answer.status !== 200 || !at.isConnected) { return undefined; }
      return answer.text().then(function (text) {
        var part = new DOMParser().parseFromString(text, "text/html").body;
        at.dataset.stands = answer.headers.get("Aktiva-Stands");
        at.replaceChildren.apply(at, Array.from(part.childNodes));
        var form = document.querySelector("form[data-autosave]");
        if (form && at.querySelector(".diff")) {
          /* The button then saves what both texts have become, on top of the one shown here. */
          var hidden = form.elements.together || document.createElement("input");
          hidden.type = "hidden";
          hidden.name = "together";
          hidden.value = at.dataset.stands.split("-")[0];
          form.append(hidden);
        }
      });
    }).catch(function () { /* the next look may do better */ });
  }

  document.addEventListener("click", function (event) {
    if (event.target.matches("[data-hide-beside]")) { place().replaceChildren(); }
  });
  document.addEventListener("aktiva:saved", function (event) {
    if (event.detail.told.state === "rival") { look(); }
  });
  document.addEventListener("visibilitychange", look);
  setInterval(look, EVERY);
})();
