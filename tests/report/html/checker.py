"""A reader of the report's pages: is a page well formed, and where do its links go?"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

VOID = {"meta", "input", "br", "link", "img", "hr"}
LINKS = {"href", "src", "srcset", "action", "formaction", "poster", "data", "xlink:href", "cite"}
BLOCKS = {"p", "div", "section", "table", "ul", "ol", "dl", "pre", "h1", "h2", "h3", "h4", "form"}
Attributes = list[tuple[str, str | None]]


class Checker(HTMLParser):
    """Reads one page: ``problems`` are the faults found, ``links`` all it refers to."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.problems: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self.texts: list[str] = []
        self.headings: list[int] = []
        self.tags: list[str] = []
        self.attributes: dict[str, dict[str, str]] = {}
        self._open: list[str] = []
        self.feed(text)
        self.close()
        self.problems += [f"<{tag}> is not closed" for tag in self._open]
        self._check()

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        self._element(tag, attrs)
        if tag in BLOCKS and "p" in self._open:
            self._fault(f"<{tag}> in a <p>")
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        self._element(tag, attrs)
        if "svg" not in self._open:
            self._fault(f"<{tag}/> outside an <svg>")

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1] != tag:
            self._fault(f"</{tag}> closes {self._open[-1:]}")
        else:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        inside = self._open[-1] if self._open else ""
        {"script": self.scripts, "style": self.styles}.get(inside, self.texts).append(data)

    def _element(self, tag: str, attrs: Attributes) -> None:
        if tag != "title" or "head" in self._open:  # pictures have titles of their own
            self.tags.append(tag)
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self._fault(f"an attribute of <{tag}> is there twice")
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name in LINKS and value is not None:
                self.links.append(value)
            if name.startswith("on"):
                self._fault(f"<{tag}> has {name}")
        found = {name: value or "" for name, value in attrs}
        self.attributes.setdefault(tag, found)
        if tag[0] == "h" and tag[1:].isdecimal():
            self.headings.append(int(tag[1]))
        if tag == "th" and "scope" not in found:
            self._fault("a <th> without scope")

    def _check(self) -> None:
        if len(self.ids) != len(set(self.ids)):
            self._fault(f"an id is there twice: {self.ids}")
        if self.headings[:1] != [1] or self.headings.count(1) != 1:
            self._fault(f"headings {self.headings}")
        steps = zip(self.headings, self.headings[1:], strict=False)
        if any(after > before + 1 for before, after in steps):
            self._fault(f"a level of headings is left out: {self.headings}")
        for tag in ("main", "title", "nav"):
            if self.tags.count(tag) != 1:
                self._fault(f"{self.tags.count(tag)} <{tag}>")
        if not self.attributes["html"].get("lang"):
            self._fault("no language")
        if self.tags.count("table") > self.tags.count("caption"):
            self._fault("a <table> without a caption")

    def _fault(self, text: str) -> None:
        self.problems.append(f"{text} at line {self.getpos()[0]}")


def broken_links(pages: Mapping[str, Checker], files: Iterable[str]) -> list[str]:
    """Links of pages, by their paths, that lead to no file or to no id in it."""
    known = {*files, *pages}
    found = []
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or link.startswith("/"):
                found.append(f"{path}: {link} leads elsewhere")
                continue
            target = posixpath.normpath(
                posixpath.join(posixpath.dirname(path), unquote(parts.path))
            )
            target = target if parts.path else path
            if target not in known:
                found.append(f"{path}: {link} leads nowhere")
            elif parts.fragment and parts.fragment not in pages[target].ids:
                found.append(f"{path}: {link} leads to no place")
    return found
