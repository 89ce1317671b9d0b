"""Cards: what stands on them, how they are laid out, and that they are the same bytes each time."""

import io
import re
import shutil
import subprocess
import sys
from xml.etree import ElementTree

import pytest
from PIL import Image

from calculators.engine.problems import Problems
from publisher import card_image, deck
from publisher.addresses import card_file, page_card
from publisher.cards import Card, Frame
from publisher.components import Components, environment
from publisher.palette import light_colors
from publisher.render import render
from publisher.site import read_site
from publisher.typeface import FAMILY, Typeface
from tests.tiny import site
from tests.tiny.home import read_home

HEAVIEST = 80_000
IMAGE = re.compile(r'property="og:image" content="https://rent-or-buy.example/guide/([^"]*)"')
LONG, TALL = (f'<svg viewBox="0 0 {size}"><rect width="9" fill="var(--call)"/></svg>' for size in ("600 100", "340 320"))
COLORS = light_colors((site.TEMPLATES / "assets" / "guide.css").read_text("utf-8"))
MARK = (site.TEMPLATES / "assets" / "icon.svg").read_text("utf-8")


@pytest.fixture(scope="module")
def frame():
    return Frame(Typeface(site.TEMPLATES / "fonts"), COLORS, MARK, "The <Guide>", "1 May 2026")


def made_deck(cache=None):
    """The deck of the tiny guide, and what is wrong with it."""
    problems = Problems()
    described = read_site(site.CONTENT, problems)
    components = Components(site.guide(), environment(site.TEMPLATES), cache, described)
    return deck.Deck(site.guide(), components, described, site.TEMPLATES, problems), problems


def lines(svg):
    """Every text of a card: (what it says, x, y, size)."""
    root = ElementTree.fromstring(svg)
    found = [element for element in root if element.tag.endswith("text")]
    return [("".join(element.itertext()), *(float(element.get(name)) for name in ("x", "y", "font-size"))) for element in found]


def test_a_card_says_question_finding_and_text_in_this_order_and_the_day(frame):
    svg = frame.svg(Card("Why so?", "It is & stays so", "It costs $12 a month."))
    assert [text for text, *_ in lines(svg)] == [
        "The <Guide>", "Prices as of 1 May 2026", "Why so?", "It is & stays so", "It costs $12 a month.",
    ]  # fmt: skip
    assert f'<tspan font-weight="bold" fill="{COLORS["ink"]}">$12</tspan>' in svg
    sizes = [size for *_, size in lines(svg)]
    assert sizes[3] == max(sizes)


def test_colors_are_those_of_the_light_scheme_and_no_other_face_is_named(frame):
    svg = frame.svg(Card("", "A finding", "", "USD", (TALL.replace("<rect", '<text font-family="sans-serif">1</text><rect'),)))
    assert "var(" not in svg
    assert "@media" not in svg
    assert set(re.findall(r'font-family="([^"]*)"', svg)) == {FAMILY}


@pytest.mark.parametrize("words", [3, 12, 40, 90])
@pytest.mark.parametrize("drawings", [(), (LONG,), (TALL,)])
def test_words_keep_within_the_card_and_above_what_is_below_them(frame, words, drawings):
    """As many as no page has: they are set smaller, and never run into a chart or over an edge."""
    svg = frame.svg(Card("Is that so?", " ".join(["finding"] * words), "And so on.", "USD a month", drawings))
    placed = [re.search(r'<svg x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)" viewBox="0 0 \d{3}', svg)]
    for text, x, y, size in lines(svg)[2:]:
        assert x >= 64
        assert y + 0.25 * size <= 630 - 30, text
    if drawings:
        left, top, width, height = map(float, placed[0].groups())
        assert left + width <= 1200 - 63
        assert top + height <= 630 - 30
        own = [(x, y) for text, x, y, _ in lines(svg)[2:] if text != "USD a month"]
        assert all(y < top or x < left for x, y in own)


def test_a_long_chart_stands_under_the_words_and_another_beside_them(frame):
    for drawing, under in ((LONG, True), (TALL, False)):
        svg = frame.svg(Card("", "A finding", "", "USD", (drawing,)))
        top = float(re.search(r'<svg x="[\d.]+" y="([\d.]+)" width="[\d.]+" height="[\d.]+" viewBox="0 0 \d{3}', svg)[1])
        assert (top > lines(svg)[2][2]) == under


def test_the_drawing_that_can_be_shown_largest_is_taken(frame):
    wide = TALL.replace("340 320", "480 564")
    assert 'viewBox="0 0 340 320"' in frame.svg(Card("", "A finding", "", "USD", (wide, TALL)))


def test_the_tiny_guide_has_a_card_of_each_page_and_of_each_short_address():
    names = {path for path in site.files() if path.endswith(".png")}
    pages = {card_file(page_card(name)) for name in ("index", "sources", "calculators/rent-or-buy")}
    shares = {card_file(path.split("/")[1]) for path in site.files() if path.startswith("s/")}
    assert names == pages | shares


def test_every_card_has_the_size_that_its_tags_tell_and_is_light(files):
    cards = {path: content for path, content in files.items() if path.startswith("cards/")}
    assert len(cards) > 200
    for path, content in cards.items():
        drawn = Image.open(io.BytesIO(content))
        assert (drawn.format, drawn.size, drawn.mode) == ("PNG", (1200, 630), "P"), path
        assert len(content) < HEAVIEST, path


def test_another_process_draws_the_same_bytes():
    program = (
        "import hashlib; from tests.tiny import site\n"
        "for path, content in sorted(site.files().items()):\n"
        "    if path.endswith('.png'): print(path, hashlib.sha256(content).hexdigest())"
    )
    runs = [subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True) for _ in range(2)]
    assert runs[0].stdout == runs[1].stdout
    assert runs[0].stdout.count(".png ") == sum(path.endswith(".png") for path in site.files())


def shown(made, text):
    """The bytes of a card with a text."""
    return made._image(made._planned("one", Card("", "A finding", text), None))


def test_cards_are_remembered_between_builds_and_made_anew_when_they_say_something_else(tmp_path, monkeypatch):
    made, _ = made_deck(tmp_path)
    first = shown(made, "A text.")

    def drawn(*_):
        raise AssertionError("drawn again")

    monkeypatch.setattr(card_image, "drawer", drawn)
    again, _ = made_deck(tmp_path)
    assert shown(again, "A text.") == first
    with pytest.raises(AssertionError, match="drawn again"):
        shown(again, "Another text.")


def test_the_address_of_a_card_changes_with_what_it_shows_and_its_file_does_not(tmp_path):
    """What was sent yesterday still finds a picture: the newest."""
    content = shutil.copytree(site.CONTENT, tmp_path / "content")
    homes = content / "homes.yaml"
    assert homes.read_text("utf-8").count("home_price: 260_000") == 1
    homes.write_text(homes.read_text("utf-8").replace("home_price: 260_000", "home_price: 250_000"), "utf-8")
    changed = render(read_home(content), content, site.TEMPLATES)
    cards = {path for path in site.files() if path.startswith("cards/")}
    assert {path for path in changed if path.startswith("cards/")} == cards
    before, after = pictures(site.files()), pictures(changed)
    assert before.keys() == after.keys() == cards
    moved = {path for path in cards if changed[path] != site.files()[path]}
    assert moved
    assert moved != cards
    assert {path for path in cards if after[path] != before[path]} == moved


def pictures(files):
    """The address of each card, as the tags of pages have it, by its path."""
    found = {address for path in files if path.endswith(".html") for address in IMAGE.findall(files[path].decode())}
    return {address.partition("?")[0]: address for address in found}


def test_what_the_face_cannot_write_is_told_and_not_drawn():
    made, problems = made_deck()
    made._planned("one", Card("", "語 → a finding", ""), None)
    assert problems.lines == ["cards/one.png: the face of cards has no → 語; write it otherwise"]


def test_the_unit_of_a_chart_ends_with_a_clause():
    chart = next(iter(site.guide().charts.values()))()
    told = {
        "USD a month": "USD a month",
        f"USD a month; {'thin lines hold eight draws in ten, ' * 3}": "USD a month",
        "USD a month. This guide: the least": "USD a month. This guide: the least",
    }
    for subtitle, unit in told.items():
        assert deck._unit(type(chart)(**{**chart.__dict__, "subtitle": subtitle})) == unit


def test_the_first_page_says_what_the_guide_is_for(guide, files):
    assert files[card_file(page_card("decide/support"))] == files[card_file("support")]
    assert files[card_file(page_card("index"))] != files[card_file(page_card("decide"))]
