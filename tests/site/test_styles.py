"""The stylesheets keep to one scale of sizes and one set of colours, both of which stand in core/site.css."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator
from itertools import batched
from pathlib import Path
from struct import unpack
from typing import NamedTuple

import pytest

from guide_site.finishing.web_app import write_manifests

ROOT = Path(__file__).parents[2]
ROOMS = ROOT / "src/guide_site"
IMAGES = ROOT / "overrides/assets/images"
SITE_CSS = ROOMS / "core/site.css"

SIZED = re.compile(
    r"margin|padding|gap|row-gap|column-gap|font-size|font-weight|border|outline$"
    r"|(margin|padding|border)-(?!collapse|color).*"
)
RAW = re.compile(r"(?<![\w.-])(?!0px)\d*\.?\d+(rem|em|px)\b|(?<![\w.-])([1-9]00(?![\w.%])|bold|bolder)\b")

# What is no step of the scale: what it is a measure of stands beside it.
OWN_MEASURES = {
    ("core/site.css", "font-size: 0.8rem"): "text, from which the scale is counted",
    ("core/site.css", "font-size: 1.6em"): "the title of a page",
    ("core/site.css", "font-size: 1.3em"): "the title of a part",
    ("core/site.css", "outline: 3px solid var(--md-accent-fg-color)"): "what has the focus",
    ("figures/guide.css", "font-size: 0.8rem"): "text again, wherever its figure stands",
    ("core/print.css", "font-size: 1.4em"): "the tick in a drawn box",
    ("core/print.css", "margin-top: 1.2em"): "titles on paper, in the letters of paper",
    ("procedure/steps.css", "font-size: 1.6em"): "the title of a guide",
    ("procedure/steps.css", "font-size: 1.3em"): "the same on a telephone",
    ("procedure/flow-diagram.css", "border-radius: 2em"): "ends that are round, whatever the height",
}

# Custom properties that are no colour and no step of the scale: the measures of one drawing.
OF_THE_CHART = {"--rail", "--gap", "--arrow", "--point", "--badge"}


class Declaration(NamedTuple):
    file: str
    name: str
    value: str

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"


def declarations() -> Iterator[Declaration]:
    for path in sorted(ROOMS.glob("*/*.css")):
        text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for name, value in re.findall(r"(?<=[{};])\s*([a-z-][\w-]*):\s+([^;{}]+);", text):
            yield Declaration(path.relative_to(ROOMS).as_posix(), name, " ".join(value.split()))


DECLARATIONS = list(declarations())


def scale() -> set[str]:
    """The custom properties of the first rule of core/site.css."""
    rule = re.search(r":root \{(.*?)\}", SITE_CSS.read_text(encoding="utf-8"), re.DOTALL)
    assert rule
    return set(re.findall(r"(--[\w-]+):", rule[1]))


def off_the_scale(declaration: Declaration) -> bool:
    return bool(SIZED.fullmatch(declaration.name) and RAW.search(declaration.value))


def test_the_scale_is_short() -> None:
    assert 6 <= len(scale()) <= 10


def test_each_step_of_the_scale_is_used() -> None:
    used = {name for each in DECLARATIONS for name in re.findall(r"var\((--[\w-]+)\)", each.value)}
    assert scale() - used == set()


def test_distances_weights_edges_and_letters_are_of_the_scale() -> None:
    off = {(each.file, str(each)) for each in DECLARATIONS if off_the_scale(each)}
    assert off == set(OWN_MEASURES)


def test_no_size_hides_behind_a_name_of_its_own() -> None:
    named = {each.name for each in DECLARATIONS if each.name.startswith("--") and RAW.search(each.value)}
    assert named - scale() == OF_THE_CHART


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("margin", "0 0.5rem"),
        ("padding-inline-start", "calc(var(--space-1) + 3px)"),
        ("border-radius", ".3em"),
        ("border-inline-start", "2px solid var(--line)"),
        ("font-weight", "600"),
        ("font-weight", "bold"),
        ("font-size", "0.75rem"),
    ],
)
def test_a_size_off_the_scale_is_seen(name: str, value: str) -> None:
    assert off_the_scale(Declaration("a.css", name, value))


def test_colours_stand_in_the_stylesheet_of_every_page() -> None:
    coloured = {
        (each.file, each.value)
        for each in DECLARATIONS
        if re.search(r"#[0-9a-f]{3,8}\b|\b(rgb|hsl|oklch)a?\(", each.value)
    }
    elsewhere = {(file, value) for file, value in coloured if file != "core/site.css"}
    # Ink.
    assert {file for file, _ in elsewhere} == {"core/print.css"}
    assert {colour for _, value in elsewhere for colour in re.findall(r"#\w+", value)} == {"#000"}


def main_colour() -> str:
    found = re.search(r"--md-primary-fg-color: (#\w{6});", SITE_CSS.read_text(encoding="utf-8"))
    assert found
    return found[1]


def test_the_main_colour_is_that_of_the_browser_and_of_the_icons(tmp_path: Path) -> None:
    write_manifests(tmp_path)
    manifest = json.loads((tmp_path / "site.webmanifest").read_text(encoding="utf-8"))
    icon = (IMAGES / "favicon.svg").read_text(encoding="utf-8")
    page = (ROOT / "overrides/main.html").read_text(encoding="utf-8")
    assert manifest["theme_color"] == main_colour()
    assert f'<meta name="theme-color" content="{main_colour()}">' in page
    assert f'<rect width="24" height="24" rx="5" fill="{main_colour()}"/>' in icon


@pytest.mark.parametrize("name", ["icon-192", "icon-512", "icon-maskable-512"])
def test_the_main_colour_is_that_of_the_pictures(name: str) -> None:
    assert colour_at_the_top((IMAGES / f"{name}.png").read_bytes()) == main_colour()


def colour_at_the_top(png: bytes) -> str:
    """That of the pixel in the middle of the first row, which no rounded corner reaches."""
    width, _, _, kind = unpack(">IIBB", png[16:26])
    channels = {2: 3, 6: 4}[kind]
    row = zlib.decompressobj().decompress(b"".join(pixels(png)), 1 + width * channels)
    # Each pixel of a row is stored as what it adds to the one before it; above the first row there is none.
    assert row[0] in {1, 4}
    added = list(batched(row[1:], channels, strict=True))[: width // 2]
    return "#" + bytes(sum(channel) % 256 for channel in list(zip(*added, strict=True))[:3]).hex()


def pixels(png: bytes) -> Iterator[bytes]:
    """The data of a picture, still compressed, chunk by chunk."""
    place = 8
    while place < len(png):
        length, kind = unpack(">I4s", png[place : place + 8])
        if kind == b"IDAT":
            yield png[place + 8 : place + 8 + length]
        place += 12 + length
