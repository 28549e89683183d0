"""A person at a browser: opens a page, fills in a form that stands on it, sends it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from strandvik import noon


@dataclass
class Form:
    """A form as it stands on a page: where it goes, and what it holds before anybody types."""

    action: str
    values: dict[str, list[str]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.open: Form | None = None
        self.select = self.textarea = ""

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self.open = Form(given.get("action") or "")
            self.forms.append(self.open)
        form, name = self.open, given.get("name") or ""
        if form is None:
            return
        if name:
            form.names.add(name)
        if tag == "input" and name:
            is_box = given.get("type") in {"radio", "checkbox"}
            if (not is_box or "checked" in given) and given.get("type") not in {"submit", "file"}:
                value = given.get("value", "on" if is_box else "") or ""
                form.values.setdefault(name, []).append(value)
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in given:
            form.values[self.select] = [given.get("value") or ""]
        elif tag == "textarea":
            self.textarea = name
            form.values[name] = [""]

    def handle_endtag(self, tag):
        if tag == "form":
            self.open = None
        elif tag == "select":
            self.select = ""
        elif tag == "textarea":
            self.textarea = ""

    def handle_data(self, data):
        if self.textarea and self.open is not None:
            self.open.values[self.textarea][0] += data


def forms_on(page: str) -> list[Form]:
    """Return the forms of a page in order."""
    reader = _Reader()
    reader.feed(page)
    return reader.forms


class Hands:
    """Somebody who uses the product in a browser without scripts, on a given day."""

    def __init__(self, client, monkeypatch) -> None:
        self.client = client
        self._monkeypatch = monkeypatch

    def be(self, user, *, on: str) -> None:
        """Sit down as a person on a day."""
        self._monkeypatch.setenv("AKTIVA_DEMO_NOW", noon(on).replace(tzinfo=None).isoformat())
        self.client.force_login(user)

    def read(self, url: str, *, status: int = 200) -> str:
        """Open a page and return it."""
        response = self.client.get(url)
        assert response.status_code == status, (url, response.status_code)
        return response.content.decode()

    def open_year(self, employer_id: int, typed: dict) -> str:
        """Open a year, wait until the page says that it is done, and return the page."""
        answer = self.fill(f"/ar/nytt/{employer_id}/", typed, status=200)
        page = b"".join(answer.streaming_content).decode()
        assert "är öppnat" in page
        return page

    def fill(self, url: str, typed: dict, *, status: int = 302):
        """Fill in the form on a page that has all these fields, send it, and return the answer.

        What already stands in the form is sent along, as a browser does.
        """
        form = next((f for f in forms_on(self.read(url)) if set(typed) <= f.names), None)
        assert form is not None, f"no form at {url} has all of {sorted(typed)}"
        sent = form.values | {
            name: value if isinstance(value, list) else [value] for name, value in typed.items()
        }
        sent.pop("csrfmiddlewaretoken", None)
        response = self.client.post(form.action or url, sent)
        assert response.status_code == status, (url, response.status_code, said(response))
        return response

    def go_on(self, answer, url: str, button: str, *, status: int = 302):
        """Press a named button on the page that an answer showed, and return what came then."""
        form = next((f for f in forms_on(answer.content.decode()) if button in f.names), None)
        assert form is not None, f"no button {button} in the answer from {url}"
        sent = {n: v for n, v in form.values.items() if n != "csrfmiddlewaretoken"}
        response = self.client.post(form.action or url, sent | {button: ["1"]})
        assert response.status_code == status, (url, response.status_code, said(response))
        return response

    def press(self, url: str, action: str):
        """Press the button on a page whose form goes to `action`."""
        form = next((f for f in forms_on(self.read(url)) if f.action == action), None)
        assert form is not None, f"no form at {url} goes to {action}"
        sent = {n: v for n, v in form.values.items() if n != "csrfmiddlewaretoken"}
        response = self.client.post(form.action, sent)
        assert response.status_code == 302, (url, response.status_code)
        return response


def said(response) -> list[str]:
    """Return what forms of an answer complain about."""
    context = response.context or {}
    found = [context[name] for name in ("form", "figures_form", "release_form") if name in context]
    return [str(form.errors.as_json()) for form in found if form is not None]
