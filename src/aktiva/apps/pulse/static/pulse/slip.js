/* Takes the code of a slip from the address, where it stands after # and so is never sent, to the
   form. Everything works without this file: the code can be typed. */
(function () {
  "use strict";

  var found = /^#lapp=([A-Za-z0-9-]{8,20})$/.exec(location.hash);
  if (!found) { return; }
  var field = document.getElementById("lapp");
  if (field) {
    if (!field.value) { field.value = found[1]; }
    history.replaceState(null, "", location.pathname);
    return;
  }
  document.querySelectorAll("[data-carries-slip]").forEach(function (link) {
    link.href = link.href.split("#")[0] + location.hash;
  });
})();
