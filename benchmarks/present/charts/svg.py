"""Write SVG elements; whatever stands in them is escaped, and colours come from the page's style alone."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from benchmarks.safe_text import printable

AttributeValue = str | float | None


def element(name: str, *children: str, **attributes: AttributeValue) -> Markup:
    """``<name …>children</name>``; ``class_`` is ``class``, underscores are hyphens, ``None`` is left out."""
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_text(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    if not children:
        return Markup(f"<{name}{told}/>")  # noqa: S704 - every value above is escaped
    return Markup(f"<{name}{told}>{joined(children)}</{name}>")  # noqa: S704


def joined(parts: Iterable[str]) -> Markup:
    """The parts one after the other, those that are not markup escaped."""
    return Markup("").join(part if isinstance(part, Markup) else printable(part) for part in parts)


def percent(share: float) -> str:
    """A place along the width: 0.5 is ``50%``."""
    return f"{share * 100:.2f}".rstrip("0").rstrip(".") + "%"


def picture(label: str, height: float, *parts: str, class_: str = "plot", hidden: bool = False) -> Markup:
    """A drawing as wide as its place, ``height`` pixels high; ``label`` is what a screen reader says."""
    if hidden:
        return element("svg", *parts, class_=class_, width="100%", height=height, aria_hidden="true")
    return element("svg", *parts, class_=class_, width="100%", height=height, role="img", aria_label=label)


def stretched(height: float, *parts: str) -> Markup:
    """A layer whose x runs from 0 to 1000 over the whole width, for shapes that percentages cannot draw."""
    return element(
        "svg",
        *parts,
        width="100%",
        height=height,
        viewBox=f"0 0 1000 {height:g}",
        preserveAspectRatio="none",
    )


def _text(value: str | float) -> str:
    if isinstance(value, str):
        return printable(value)
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
