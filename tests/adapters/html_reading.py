"""Read a web page as a listener's program does: its elements in order, and its words."""

from __future__ import annotations

from html.parser import HTMLParser

_EMPTY = {"meta", "img", "br", "link", "hr"}
_CELLS = {"td", "th", "dd", "dt"}
_LINES = {"p", "li", "tr", "caption", "figcaption", "blockquote", "div"} | {
    f"h{level}" for level in range(1, 6)
}


class Page(HTMLParser):
    """The elements with their attributes, and the words of the header and the main part."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: dict[int, str] = {}
        self.said: list[str] = []
        self._open: list[tuple[str, int]] = []
        self._counted: list[int] = []
        self.feed(page.decode())
        assert not self._open, "an element is not closed"

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag == "img" and self._is_read():
            self.said.append("\n" + (dict(attrs)["alt"] or "") + "\n")
        if tag not in _EMPTY:
            self._open.append((tag, len(self.elements) - 1))
            self._apart(tag)
        if tag in {"ol", "ul"}:
            self._counted.append(0)
        elif tag == "li" and self._open[-2][0] == "ol":
            self._counted[-1] += 1
            self.said.append(f"{self._counted[-1]}. ")

    def handle_endtag(self, tag):
        assert self._open.pop()[0] == tag
        if tag in {"ol", "ul"}:
            self._counted.pop()
        self._apart(tag)

    def handle_data(self, data):
        for _, number in self._open:
            self.text[number] = self.text.get(number, "") + data
        if self._is_read():
            self.said.append(data)

    def named(self, tag: str) -> list[tuple[dict[str, str | None], str]]:
        """Return the attributes and words of the elements of one kind."""
        return [
            (given, self.text.get(n, "").strip())
            for n, (name, given) in enumerate(self.elements)
            if name == tag
        ]

    def _is_read(self) -> bool:
        return any(tag in {"header", "main"} for tag, _ in self._open)

    def _apart(self, tag: str) -> None:
        if tag in _LINES:
            self.said.append("\n")
        elif tag in _CELLS:
            self.said.append("\t")
