"""Exact values of a chart by pointer, finger and keyboard: always those of its own table."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.pages.waiting import settled

PRICES, CLOUDS = "prices/index.html", "cloud-pricing/index.html"
CHARTS = [
    (PRICES, "gpu-price-history"), (PRICES, "api-price-history"), (PRICES, "token-price-history"),
    (PRICES, "gpu-price-moves"), (CLOUDS, "reserved-spread-chart"),
    ("decide/index.html", "decide-chart"), ("decide/index.html", "decide-months-chart"), ("decide/index.html", "decide-swings-chart"),
    ("decide/index.html", "decide-atlas-chart"),
    ("calculators/break-even/index.html", "break-even-chart"), ("calculators/rented-fleet/index.html", "rented-fleet-chart"),
    ("calculators/api-bill/index.html", "api-bill-chart"), ("calculators/specialized-clouds/index.html", "specialized-clouds-chart"),
]  # fmt: skip


@pytest.fixture
def options():
    """A page that fingers touch as well."""
    return {"has_touch": True}


def _open(page, address, path, chart):
    page.goto(f"{address}/{path}")
    settled(page)
    return page.locator(f"#{chart}"), page.locator(f"#{chart} .drawing:visible")


def _rows(figure):
    """Each row of the table as it would be read, with its series and its place in the drawing that is shown."""
    kind = figure.locator(".drawing:visible").evaluate("(part) => part.classList[1]")
    return figure.locator("tbody tr").evaluate_all(
        "(rows, kind) => rows.map((row) => [guide.told(row, Number(row.closest('[data-reading]').dataset.told)),"
        " row.dataset.series ?? '', ...row.dataset[kind].split(' ').map(Number)])",
        kind,
    )


def _said(drawing):
    return drawing.locator(".readout").evaluate("(box) => box.textContent")


@pytest.mark.parametrize("place", ["root", "folder"])
@pytest.mark.parametrize(("path", "chart"), CHARTS)
def test_arrow_keys_read_the_rows_of_the_table_in_order(page, addresses, path, chart, place):
    figure, drawing = _open(page, addresses[place], path, chart)
    rows = _rows(figure)
    order = 4 if figure.get_attribute("data-reading") == "y" else 2
    series = sorted(rows, key=lambda row: row[order])[0][1]
    own = [row[0] for row in sorted(rows, key=lambda row: row[order]) if row[1] == series]
    drawing.focus()
    heard = []
    for _ in own:
        page.keyboard.press("ArrowRight")
        heard.append(_said(drawing))
    assert heard == own
    assert "$" in "".join(heard) or chart == "decide-atlas-chart"
    named = figure.locator("tbody tr > :first-child").all_text_contents()
    assert any(name.strip() in heard[0].split("\n")[0] for name in named)
    page.keyboard.press("Home")
    assert _said(drawing) == own[0]
    page.keyboard.press("Escape")
    assert _said(drawing) == ""


def test_up_and_down_pick_out_another_series_and_the_rest_fade(page, addresses):
    figure, drawing = _open(page, addresses["root"], *CHARTS[0])
    drawing.focus()
    page.keyboard.press("End")
    first = _said(drawing).split("\n")[0]
    page.keyboard.press("ArrowDown")
    names = {first}
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "ArrowUp"):
        page.keyboard.press(key)
        names.add(_said(drawing).split("\n")[0])
    assert len(names) > 2
    on = drawing.locator(".mark-line.on")
    assert on.count() == 1
    assert drawing.locator(".mark-line:not(.on)").first.evaluate("(mark) => getComputedStyle(mark).opacity") == "0.2"
    assert "picked" in figure.get_attribute("class")


@pytest.mark.parametrize(("path", "chart"), CHARTS[:5])
def test_a_pointer_reads_what_it_points_at_and_is_never_covered(page, addresses, path, chart):
    figure, drawing = _open(page, addresses["root"], path, chart)
    drawing.scroll_into_view_if_needed()
    ground = drawing.locator(".background").first.evaluate(
        "(part) => { const box = part.getBoundingClientRect(); return [box.x, box.y]; }"
    )
    rows = _rows(figure)
    size = drawing.locator("svg").evaluate("(svg) => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width")
    for _, _, x, _, y, *_ in rows[::3]:
        at = (ground[0] + (x + 1) * size, ground[1] + y * size)
        page.mouse.move(*at)
        near = [row for row in rows if row[0] == _said(drawing)]
        # two prices may share a place; the one that is read is there too
        assert any(row[2] - 1 <= x + 1 <= row[3] + 1 and abs(row[4] - y) < 1 for row in near) or chart == CHARTS[2][1]
        assert near
        box = drawing.locator(".readout").bounding_box()
        assert not (box["x"] <= at[0] <= box["x"] + box["width"] and box["y"] <= at[1] <= box["y"] + box["height"])
    page.mouse.move(5, 5)
    assert _said(drawing) == ""


def test_a_finger_reads_and_the_page_still_scrolls(page, addresses):
    figure, drawing = _open(page, addresses["root"], *CHARTS[0])
    drawing.tap()
    assert _said(drawing) in [row[0] for row in _rows(figure)]
    assert drawing.evaluate("(part) => getComputedStyle(part).touchAction") == "pan-y"


def test_a_page_with_a_readout_has_no_axe_violation(page, addresses):
    _, drawing = _open(page, addresses["root"], *CHARTS[0])
    drawing.focus()
    page.keyboard.press("ArrowRight")
    assert _said(drawing)
    found = Axe().run(page)
    assert [v["id"] for v in found.response["violations"]] == []


def test_without_a_script_nothing_can_be_focused_and_paper_shows_no_readout(browser, page, addresses):
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{addresses['root']}/{PRICES}")
    assert plain.locator(".drawing[tabindex], .readout").count() == 0
    context.close()
    _, drawing = _open(page, addresses["root"], *CHARTS[0])
    drawing.focus()
    page.keyboard.press("ArrowRight")
    page.emulate_media(media="print")
    assert not drawing.locator(".readout").is_visible()
