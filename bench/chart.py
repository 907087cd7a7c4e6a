"""Draws the times to the first answer: a picture that needs no script and reads in light and in dark."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

from bench.figures import FIRST, NEXT, SLOW_FIRST, Results, visited

_PANELS = (
    (NEXT, "Next visit"),
    (FIRST, "First visit"),
    (SLOW_FIRST, "First visit at 10 Mbit/s, 40 ms"),
)
_OWN = ("snapshot", "ordinary")
_WIDTH, _LABELS, _FIGURES, _ROW, _HEAD, _MARGIN = 720, 270, 60, 24, 40, 16
# A ground of its own, so that the words can be read whatever the page's colours are.
_GROUND, _INK, _OURS, _THEIRS = "#ffffff", "#1b1f24", "#00629b", "#9aa4ae"


def write(results: Results, path: Path) -> None:
    """Draw a panel of bars for each kind of visit, each to its own scale."""
    contenders: dict[str, str] = results["contenders"]
    panel = _HEAD + _ROW * len(contenders)
    height = panel * len(_PANELS) + 2 * _MARGIN
    svg = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {_WIDTH} {height}",
            "role": "img",
            "aria-labelledby": "title desc",
            "font-family": "system-ui, sans-serif",
            "font-size": "14",
            "fill": _INK,
        },
    )
    ET.SubElement(svg, "title", id="title").text = "Milliseconds from navigation to the first right answer"
    ET.SubElement(svg, "desc", id="desc").text = _told(results)
    ET.SubElement(svg, "rect", width=str(_WIDTH), height=str(height), rx="6", fill=_GROUND)
    for place, (kind, title) in enumerate(_PANELS):
        top = _MARGIN + place * panel
        _text(svg, _MARGIN, top + 20, f"{title}, ms").set("font-weight", "bold")
        medians = {name: visited(results, name, kind, "ms").median for name in contenders}
        longest = max(medians.values())
        for row, (name, ms) in enumerate(medians.items()):
            y = top + _HEAD - 8 + row * _ROW
            length = max(1.0, (_WIDTH - _LABELS - _FIGURES - _MARGIN) * ms / longest)
            _text(svg, _LABELS - 10, y + 15, contenders[name]).set("text-anchor", "end")
            bar = {"x": str(_LABELS), "y": str(y + 3), "width": f"{length:.1f}", "height": str(_ROW - 8)}
            ET.SubElement(svg, "rect", bar, fill=_OURS if name in _OWN else _THEIRS)
            _text(svg, _LABELS + length + 6, y + 15, f"{ms:,.0f}")
    ET.indent(svg)
    path.write_text(ET.tostring(svg, encoding="unicode") + "\n", encoding="utf-8")


def _told(results: Results) -> str:
    """The picture in words."""
    said = []
    for kind, title in _PANELS:
        bars = (
            f"{name} {visited(results, key, kind, 'ms').median:,.0f}"
            for key, name in results["contenders"].items()
        )
        said.append(f"{title}: {'; '.join(bars)}.")
    return " ".join(said)


def _text(svg: ET.Element, x: float, y: float, text: str) -> ET.Element:
    element = ET.SubElement(svg, "text", x=f"{x:.1f}", y=f"{y:.1f}")
    element.text = text
    return element
