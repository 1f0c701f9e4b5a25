"""Which runs of a DOCX people see: vanish, size and colour, through the styles.

Colour is judged against the shading behind it, so that white on a dark header cell
stays and white on the page goes.
"""

from collections.abc import Iterator
from typing import Final

from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TINY_HALF_POINTS: Final = 4
_MIN_RANGE: Final = 40
_WHITE: Final = 255
_NAMED: Final = {"black": 0, "white": 255, "yellow": 226, "darkBlue": 14, "blue": 29}
_MAX_CHAIN: Final = 12


class Styles:
    """The run properties that styles give, looked up by style id."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._default: str | None = None
        self._defaults: etree._Element | None = None
        if root is None:
            return
        self._defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        for style in root.iter(f"{W}style"):
            name = style.get(f"{W}styleId")
            if name:
                self._styles[name] = style
            if style.get(f"{W}type") == "paragraph" and _on(style.get(f"{W}default")):
                self._default = name

    def run_properties(self, run: etree._Element) -> Iterator[etree._Element]:
        """Property elements that apply to a run, the strongest first."""
        own = run.find(f"{W}rPr")
        if own is not None:
            yield own
            yield from self._chain(_style_id(own, "rStyle"))
        paragraph = _parent(run, "p")
        if paragraph is not None:
            properties = paragraph.find(f"{W}pPr")
            yield from self._chain(_style_id(properties, "pStyle") or self._default)
        if self._defaults is not None:
            yield self._defaults

    def _chain(self, name: str | None) -> Iterator[etree._Element]:
        for _ in range(_MAX_CHAIN):
            style = self._styles.get(name) if name else None
            if style is None:
                return
            properties = style.find(f"{W}rPr")
            if properties is not None:
                yield properties
            name = _style_id(style, "basedOn")

    def why_hidden(self, run: etree._Element) -> str:
        """Why people do not see the run; empty when they do."""
        properties = list(self.run_properties(run))
        if _switch(properties, "vanish") or _switch(properties, "specVanish"):
            return "vanish"
        size = _first(properties, "sz")
        if size is not None and _number(size) <= _TINY_HALF_POINTS:
            return "tiny"
        colour = _first(properties, "color")
        grey = _grey(colour.get(f"{W}val") if colour is not None else None, 0)
        return (
            "" if abs(grey - _ground(run, properties)) >= _MIN_RANGE else "no_contrast"
        )

    def is_bold(self, run: etree._Element) -> bool:
        """Whether the run is bold."""
        return _switch(list(self.run_properties(run)), "b")

    def size(self, run: etree._Element) -> float:
        """The run's size in points; 10 where nothing says."""
        size = _first(list(self.run_properties(run)), "sz")
        return _number(size) / 2 if size is not None else 10.0


def _ground(run: etree._Element, properties: list[etree._Element]) -> int:
    """The grey behind a run: its own, its paragraph's or its cell's shading."""
    marker = _first(properties, "highlight")
    if marker is not None:
        return _NAMED.get(marker.get(f"{W}val") or "", 128)
    shades = [_first(properties, "shd")]
    for tag, path in (("p", f"{W}pPr/{W}shd"), ("tc", f"{W}tcPr/{W}shd")):
        holder = _parent(run, tag)
        shades.append(holder.find(path) if holder is not None else None)
    for shade in shades:
        fill = shade.get(f"{W}fill") if shade is not None else None
        if fill and fill != "auto":
            return _grey(fill, _WHITE)
    return _WHITE


def _parent(element: etree._Element, tag: str) -> etree._Element | None:
    return next(element.iterancestors(f"{W}{tag}"), None)


def _style_id(holder: etree._Element | None, tag: str) -> str | None:
    found = holder.find(f"{W}{tag}") if holder is not None else None
    return found.get(f"{W}val") if found is not None else None


def _first(properties: list[etree._Element], tag: str) -> etree._Element | None:
    for holder in properties:
        found = holder.find(f"{W}{tag}")
        if found is not None:
            return found
    return None


def _switch(properties: list[etree._Element], tag: str) -> bool:
    found = _first(properties, tag)
    return found is not None and _on(found.get(f"{W}val"), missing=True)


def _on(value: str | None, *, missing: bool = False) -> bool:
    return missing if value is None else value not in {"0", "false", "off"}


def _number(element: etree._Element) -> float:
    try:
        return float(element.get(f"{W}val") or "")
    except ValueError:
        return 20.0


def _grey(value: str | None, default: int) -> int:
    if value is None or value == "auto" or len(value) != 6:
        return default
    try:
        red, green, blue = (int(value[i : i + 2], 16) for i in (0, 2, 4))
    except ValueError:
        return default
    return (299 * red + 587 * green + 114 * blue) // 1000
