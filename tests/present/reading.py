"""Read a page as a tree of elements and texts, with nothing beyond the standard library."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"meta", "input", "br", "hr", "link", "img"}
_APART = {"td", "th", "p", "div", "li", "option"}
"""Elements whose text never runs on from what stands before."""
NUMBER = re.compile(r"\d[\d.]*")
"""A number as it is written, without its sign or unit."""


@dataclass
class Element:
    """One element, what it holds in order, and what holds it."""

    name: str
    attributes: dict[str, str]
    parent: Element | None
    children: list[Element | str] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """This element and all below it."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def texts(self) -> Iterator[tuple[Element, str]]:
        """Every text below with the element that holds it; scripts and styles are no text."""
        if self.name in _APART:
            yield self, " "
        for child in self.children:
            if isinstance(child, str):
                yield self, child
            elif child.name not in ("script", "style"):
                yield from child.texts()

    @property
    def text(self) -> str:
        """All text below, white space joined."""
        return " ".join("".join(text for _, text in self.texts()).split())

    def find(self, name: str = "", **attributes: str) -> Iterator[Element]:
        """Elements below of that name and with these attributes; ``class_`` is one of the classes."""
        for element in self.walk():
            if name and element.name != name:
                continue
            told = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
            if all(_has(element, key, value) for key, value in told.items()):
                yield element

    def one(self, name: str = "", **attributes: str) -> Element:
        """The first of :meth:`find`."""
        return next(self.find(name, **attributes))

    @property
    def sources(self) -> list[str] | None:
        """What the nearest element with ``data-cell`` names, or ``None``."""
        element: Element | None = self
        while element is not None:
            if "data-cell" in element.attributes:
                return element.attributes["data-cell"].split("\n")
            element = element.parent
        return None


def _has(element: Element, key: str, value: str) -> bool:
    if key not in element.attributes:
        return False
    held = element.attributes[key]
    return value in held.split() if key == "class" else held == value


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("#document", {}, None)
        self.now = self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {key: value or "" for key, value in attrs}, self.now)
        self.now.children.append(element)
        if tag not in _VOID:
            self.now = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.now.children.append(Element(tag, {key: value or "" for key, value in attrs}, self.now))

    def handle_endtag(self, tag: str) -> None:
        assert self.now.name == tag, f"</{tag}> ends <{self.now.name}>"
        assert self.now.parent is not None
        self.now = self.now.parent

    def handle_data(self, data: str) -> None:
        self.now.children.append(data)


def read(page: str) -> Element:
    """The page as a tree; an element that is never ended, or ended twice, fails the test that reads it."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert reader.now is reader.root, f"<{reader.now.name}> is never ended"
    return reader.root


def numbers(text: str) -> set[str]:
    """Every number in a text, as written."""
    return {found.rstrip(".") for found in NUMBER.findall(text)}
