"""What must be true of every template and of the stylesheet."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import web

FOLDER = Path(web.__file__).parent
TEMPLATES = sorted((FOLDER / "templates").rglob("*.html"))
STYLESHEETS = sorted((FOLDER / "static").glob("*.css"))
SCRIPTS = sorted((FOLDER / "static").glob("*.js"))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_template_switches_no_escaping_off(template: Path) -> None:
    text = template.read_text()
    assert not re.search(r"\|\s*safe|autoescape|Markup|\|\s*tojson", text)
    assert template.suffix == ".html", "Flask escapes by the ending of the name"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_template_has_no_script_and_no_style_of_its_own(template: Path) -> None:
    text = template.read_text()
    if template.name == "base.html":  # the one place that has any, in files of their own
        ours = '<script src="{{ root() }}/static/{{ script }}.js" type="module"></script>'
        assert ours in text
        text = text.replace(ours, "")
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=", text)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_template_fetches_nothing_from_elsewhere(template: Path) -> None:
    text = re.sub(r'<a href="https://[^"]*">', "", template.read_text())  # a reader may follow it
    assert not re.search(r"https?://|[\"']//", text)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_stylesheets_and_scripts_of_a_page_are_there(template: Path) -> None:
    for kind, ending in (("sheets", "css"), ("scripts", "js")):
        (named,) = re.findall(rf"{{% set {kind} = \[(.*?)\] %}}", template.read_text()) or [""]
        for name in re.findall(r'"(\w+)"', named):
            assert (FOLDER / "static" / f"{name}.{ending}").exists()


@pytest.mark.parametrize("stylesheet", STYLESHEETS, ids=lambda path: path.name)
def test_stylesheet_fetches_nothing(stylesheet: Path) -> None:
    assert not re.search(r"url\(|@import|@font-face|https?:", stylesheet.read_text())


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_script_writes_no_html_and_fetches_nothing_from_elsewhere(script: Path) -> None:
    text = script.read_text()
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", text)
    assert not re.search(r"https?://|import\b(?! { \w+(?:, \w+)* } from \"./backfile.js\")", text)


def colours(theme: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", theme))


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2, 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


LIGHT, DARK = (
    colours(theme)
    for theme in (FOLDER / "static" / "backfile.css").read_text().split(":root {")[1:3]
)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_told_from_its_ground(theme: dict[str, str]) -> None:
    assert contrast(theme["on-mark"], theme["mark"]) >= 4.5
    assert contrast(theme["on-accent"], theme["accent"]) >= 4.5
    for text in ("ink", "soft", "accent"):
        for ground in ("paper", "sheet"):
            assert contrast(theme[text], theme[ground]) >= 4.5, (text, ground)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_controls_and_marks_can_be_told_from_their_ground(theme: dict[str, str]) -> None:
    assert contrast(theme["control"], theme["sheet"]) >= 3
    assert contrast(theme["control"], theme["paper"]) >= 3
    assert contrast(theme["mark-line"], theme["paper"]) >= 3
    assert contrast(theme["column"], theme["paper"]) >= 3
