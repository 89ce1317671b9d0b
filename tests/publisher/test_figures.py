import re
from xml.etree import ElementTree

import pytest

from publisher.figures import FigureError, clean, draw
from tests.tiny import site

RAW = """<svg class="marks" width="300" height="200" viewBox="0 0 300 200" version="1.1" xmlns="http://www.w3.org/2000/svg">
<defs><clipPath id="clip7"><rect width="3.14159"/></clipPath><linearGradient id="gradient_0"/></defs>
<g role="graphics-symbol" aria-roledescription="axis" aria-label="X-axis" aria-hidden="true" pointer-events="none">
<path d="M0.123456,10.987654L-5.5,7" clip-path="url(#clip7)" fill="url(#gradient_0)"/>
<text font-family="sans-serif" style="font-size: 13px">12.3456</text></g></svg>"""
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def root():
    return ElementTree.fromstring(clean(RAW, "bill-wide", "bill-title", "A bar & a line."))


def test_a_drawing_is_named_and_described_first(root):
    assert [(child.tag, child.get("id"), child.text) for child in root[:1]] == [
        (f"{SVG}desc", "bill-wide-desc", "A bar & a line."),
    ]
    assert (root.get("role"), root.get("aria-labelledby")) == ("img", "bill-title bill-wide-desc")


def test_a_drawing_is_sized_and_styled_by_the_page(root):
    assert {"width", "height", "class", "version"}.isdisjoint(root.attrib)
    assert root.get("viewBox") == "0 0 300 200"
    assert {name for element in root.iter() for name in element.attrib} <= {
        "viewBox", "role", "aria-labelledby", "id", "width", "d", "clip-path", "fill", "class",
    }  # fmt: skip
    assert root.find(f".//{SVG}text").get("class") == "plain"


def test_parts_of_a_drawing_have_no_role_of_their_own(root):
    assert root.find(f"{SVG}g").attrib == {}


def test_coordinates_are_short_and_words_are_left_alone(root):
    assert root.find(f".//{SVG}path").get("d") == "M0.1,11L-5.5,7"
    assert root.find(f".//{SVG}rect").get("width") == "3.1"
    assert root.find(f".//{SVG}text").text == "12.3456"


def test_ids_are_the_drawing_s_own_and_what_names_them_follows(root):
    assert {element.get("id") for element in root.find(f"{SVG}defs")} == {"bill-wide-0", "bill-wide-1"}
    path = root.find(f".//{SVG}path")
    assert (path.get("clip-path"), path.get("fill")) == ("url(#bill-wide-0)", "url(#bill-wide-1)")


def test_a_mark_that_waits_for_the_script_is_not_displayed():
    waiting = ElementTree.fromstring(clean(RAW.replace("<path d", '<path opacity="0" d'), "bill-wide", "bill-title", ""))
    assert waiting.find(f".//{SVG}path").get("display") == "none"
    assert waiting.find(f".//{SVG}path").get("opacity") is None


def test_a_drawing_with_nan_is_refused():
    with pytest.raises(FigureError, match=r"^bill has NaN in it; a field of its data has another name$"):
        clean(RAW.replace("M0.123456", "MNaN"), "bill", "", "")


def drawings(cache=None):
    chart = site.guide().charts["rents"]()
    return draw(chart.spec, chart.id, chart.description, cache)


def test_a_chart_is_drawn_for_wide_and_narrow_pages_with_ids_that_differ():
    found = drawings()
    assert {kind: ElementTree.fromstring(text)[0].text for kind, text in found.items()} == {
        "wide": "A bar for each flat.", "narrow": "A bar for each flat.",
    }  # fmt: skip
    assert set(re.findall(r'id="([^"]+)"', found["wide"])).isdisjoint(re.findall(r'id="([^"]+)"', found["narrow"]))
    assert "style=" not in found["wide"] + found["narrow"]


def test_drawings_are_remembered_between_builds(tmp_path):
    first = drawings(tmp_path)
    kept = sorted(tmp_path.iterdir())
    assert len(kept) == 2
    for path in kept:
        path.write_text(path.read_text().replace("Alfama", "Belém"))
    assert "Belém" in drawings(tmp_path)["wide"]
    assert "Belém" not in first["wide"]
