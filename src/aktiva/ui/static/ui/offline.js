/* Words that the server has not taken yet, kept in the browser for as long as the session lives.
   Every record is encrypted with a key that the server gives to the signed-in session and that
   the browser never writes down; it is bound to the person, the sheet and the time. Gone after
   eight hours, at signing out, and when somebody else signs in. See docs/method/offline.md */
(function () {
  "use strict";

  var aktiva = window.aktiva = window.aktiva || {};
  var NAME = "aktiva";
  var TABLE = "words";
  var HOURS = 8 * 3600 * 1000;
  var body = document.body;
  var key = null;
  var who = null;
  var ids = new Map();   /* key of a form → number of its record */
  var chain = Promise.resolve();

  function wipe() {
    key = null;
    ids.clear();
    return new Promise(function (resolve) {
      var asked = indexedDB.deleteDatabase(NAME);
      asked.onsuccess = asked.onerror = asked.onblocked = function () { resolve(); };
    });
  }

  function open() {
    return new Promise(function (resolve, reject) {
      var asked = indexedDB.open(NAME, 1);
      asked.onupgradeneeded = function () {
        asked.result.createObjectStore(TABLE, { keyPath: "id", autoIncrement: true });
      };
      asked.onsuccess = function () {
        asked.result.onversionchange = function () { asked.result.close(); };
        resolve(asked.result);
      };
      asked.onerror = function () { reject(asked.error); };
    });
  }

  function within(mode, act) {
    return open().then(function (base) {
      return new Promise(function (resolve, reject) {
        var passing = base.transaction(TABLE, mode);
        var asked = act(passing.objectStore(TABLE));
        passing.oncomplete = function () { base.close(); resolve(asked.result); };
        passing.onerror = passing.onabort = function () { base.close(); reject(passing.error); };
      });
    });
  }

  /* One thing at a time, so that the latest words of a form are the ones that stay. */
  function inTurn(act) {
    chain = chain.then(act).catch(function () {});
    return chain;
  }

  function sheetOf(address) { return (address.match(/^\/underlag\/(\d+)\//) || ["", "0"])[1]; }

  function bound(record) {
    return new TextEncoder().encode([who.person, record.session, record.sheet, record.at].join("|"));
  }

  function put(item) {
    return inTurn(function () {
      if (!key || aktiva.waiting.get(item.key) !== item) { return undefined; }
      var record = {
        session: who.session, sheet: sheetOf(item.address), at: item.at,
        iv: crypto.getRandomValues(new Uint8Array(12))
      };
      if (ids.has(item.key)) { record.id = ids.get(item.key); }
      var words = new TextEncoder().encode(JSON.stringify(item));
      return crypto.subtle.encrypt({ name: "AES-GCM", iv: record.iv, additionalData: bound(record) }, key, words)
        .then(function (box) {
          record.box = box;
          return within("readwrite", function (table) { return table.put(record); });
        })
        .then(function (id) { ids.set(item.key, id); });
    });
  }

  function remove(name) {
    return inTurn(function () {
      var id = ids.get(name);
      if (id === undefined) { return undefined; }
      ids.delete(name);
      return within("readwrite", function (table) { return table.delete(id); });
    });
  }

  function drop(id) { return within("readwrite", function (table) { return table.delete(id); }); }

  function isOld(record) { return Date.now() - record.at > HOURS; }

  function read(record) {
    if (isOld(record) || record.session !== who.session) { return drop(record.id).then(function () { return null; }); }
    return crypto.subtle.decrypt({ name: "AES-GCM", iv: record.iv, additionalData: bound(record) }, key, record.box)
      .then(function (words) {
        var item = JSON.parse(new TextDecoder().decode(words));
        ids.set(item.key, record.id);
        return item;
      })
      .catch(function () { return drop(record.id).then(function () { return null; }); });
  }

  function restore() {
    return within("readonly", function (table) { return table.getAll(); })
      .then(function (records) { return Promise.all(records.map(read)); })
      .then(function (items) { return items.filter(Boolean); });
  }

  /* What lies there too long goes, whether anybody has opened the page since or not. */
  function sweep() {
    if (!who) { return; }
    if (Date.now() > who.until) { wipe(); return; }
    inTurn(function () {
      return within("readonly", function (table) { return table.getAll(); }).then(function (records) {
        return Promise.all(records.filter(isOld).map(function (record) { return drop(record.id); }));
      });
    });
  }

  function begin() {
    return fetch(body.dataset.wordsKey, { credentials: "same-origin", redirect: "manual", cache: "no-store" })
      .then(function (answer) { return answer.ok ? answer.json() : Promise.reject(new Error("no key")); })
      .then(function (told) {
        who = { person: told.person, session: told.session, until: Date.now() + told.seconds * 1000 };
        var raw = Uint8Array.from(atob(told.key), function (c) { return c.charCodeAt(0); });
        return crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"])
          .then(function (made) { raw.fill(0); key = made; });
      })
      .then(restore)
      .then(function (items) {
        aktiva.store = { put: put, remove: remove };
        aktiva.waiting.forEach(put);
        setInterval(sweep, 60000);
        return items.length ? aktiva.restore(items) : undefined;
      })
      .catch(function () { /* without a key nothing is kept, and the page says what it has not saved */ });
  }

  function beginIfAny() {
    return within("readonly", function (table) { return table.count(); })
      .then(function (n) { return n ? begin() : undefined; }, function () {});
  }

  /* Signing out takes the words away, after one more try to send them. */
  function signOut(form) {
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      aktiva.keepAll();
      var last = Promise.race([aktiva.flush(), new Promise(function (go) { setTimeout(go, 3000); })]);
      last.then(function () {
        if (aktiva.waiting.size && !window.confirm(body.dataset.signOutLoses)) { return; }
        aktiva.waiting.clear();
        inTurn(wipe).then(function () { form.submit(); });
      });
    });
  }

  aktiva.wipe = wipe;
  if (window.indexedDB && window.crypto && crypto.subtle) {
    if (body.dataset.wordsKey) {
      aktiva.ready = document.querySelector("[data-travel], form[data-autosave]") ? begin() : beginIfAny();
    } else if (body.dataset.wordsWiped !== undefined) {
      wipe();  /* the door, and a computer that several people use */
    }
    document.querySelectorAll("form.signout").forEach(signOut);
  }
})();
