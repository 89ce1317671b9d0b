"""Short addresses of the tiny guide: which there are, what each says, and where it opens."""

import re
from html import unescape

import pytest

from calculators.engine.problems import NotOnRecordError, Problems
from publisher.components import Components, environment
from publisher.pages import PageSource, Section
from publisher.prose import render
from publisher.scenarios import Scenario, read_scenarios
from publisher.shares import figure_data, shares
from tests.tiny import site

HOME = "calculators/rent-or-buy"


def written(name, text, sections=(), **named):
    """A page written on the spot, and the same with its macros at work."""
    page = PageSource(name, f"{name}.md", "A title", "Short", "A description.", "A question?", text, tuple(sections), **named)
    components, problems = Components(site.guide(), environment(site.TEMPLATES), None), Problems()
    found = render(page, site.guide(), components, problems)
    assert problems.lines == []
    return page, found


def shared(*made, scenarios=()):
    """The shares of pages, and what is wrong with them."""
    problems = Problems()
    found = shares(
        site.guide(), {page.name: page for page, _ in made}, {page.name: text for page, text in made},
        {each.name: each for each in scenarios}, lambda text, page, place, instead: text.replace("{{", "").replace("}}", ""), problems,
    )  # fmt: skip
    return {share.name: share for share in found}, problems.lines


def scenario(name="ten-years", title="", answer="", page=HOME, inputs="city=porto&years=10"):
    places = {key: f"content/scenarios.yaml:{key}" for key in ("name", "question", "title", "answer", "page", "inputs")}
    return Scenario(name, "{{Why}}?", title, answer, page, inputs, places)


def section(id_, text="A finding", level=2):
    return Section(id_, text, level, f"page.md:{id_}")


def test_each_section_has_a_short_address_that_opens_it():
    found, _ = shared(written("a/b", "## A finding {#one}\n\nText.", [section("one")]))
    share = found["one"]
    assert (share.folder, share.href) == ("s/one/", "../../a/b/index.html#one")
    assert (share.question, share.finding, share.answer) == ("", "A finding", "A description.")


def test_a_section_shows_the_first_chart_that_stands_in_it_or_in_what_is_under_it():
    text = '## One {#one}\n\n### Inner {#inner}\n\n{{ chart("rents") }}\n\n## Two {#two}\n\nText.'
    found, _ = shared(written("a", text, [section("one"), section("inner", level=3), section("two")]))
    assert [found[name].figure and found[name].figure.chart.id for name in ("one", "inner", "two")] == [
        "rents-chart",
        "rents-chart",
        None,
    ]


def test_a_page_under_the_one_of_its_calculator_is_shared_as_a_whole_and_keeps_its_inputs():
    text = '{{ calculator("rent_or_buy", "city=porto") }}\n\n## One {#one}\n'
    found, _ = shared(written(f"{HOME}/porto", text, [section("one")], within=HOME))
    porto, verdict = found["porto"], site.guide().verdict(site.guide().answer("rent_or_buy", {"city": "porto"}))
    assert (porto.question, porto.finding, porto.answer, porto.verdict) == ("A question?", "A title", verdict, True)
    assert porto.href == "../../calculators/rent-or-buy/porto/index.html?city=porto"
    assert found["one"].href == "../../calculators/rent-or-buy/porto/index.html?city=porto#one"


@pytest.mark.parametrize("within", ["", "sources"])
def test_other_pages_with_a_calculator_are_shared_by_section_alone(within):
    found, _ = shared(written("porto", '{{ calculator("rent_or_buy", "city=porto") }}', within=within))
    assert found == {}


def test_a_scenario_speaks_for_itself_or_lets_its_calculator_speak():
    page = written(HOME, '{{ calculator("rent_or_buy") }}')
    verdict = site.guide().verdict(site.guide().answer("rent_or_buy", {"city": "porto", "years": "10"}))
    found, lines = shared(
        page, scenarios=[scenario(), scenario("said", title="{{Because}}", answer="{{So}}.")]
    )  # fmt: skip
    assert lines == []
    assert [(share.question, share.finding, share.answer, share.verdict) for share in found.values()] == [
        ("Why?", verdict, verdict, True),
        ("Why?", "Because", "So.", False),
    ]
    assert found["said"].href == "../../calculators/rent-or-buy/index.html?city=porto&years=10"


def test_a_short_name_stands_for_one_thing():
    text = '{{ calculator("rent_or_buy", "city=porto") }}'
    pages = [written("a/how", text, within=HOME), written("b/how", text, within=HOME), written("c", "", [section("way")])]
    _, lines = shared(*pages, written(HOME, text), scenarios=[scenario("way")])
    assert lines == [
        "b/how.md:1: the short name how stands already for a/how.md:1; rename the page, or choose another section id",
        "content/scenarios.yaml:name: scenario way has the name of page.md:way; choose another",
    ]


def test_a_scenario_of_a_day_without_the_prices_is_left_out(monkeypatch):
    page = written(HOME, '{{ calculator("rent_or_buy") }}')

    def nothing(*_):
        raise NotOnRecordError(["rent: no price on record"])

    monkeypatch.setattr(type(site.guide()), "answer", nothing)
    assert shared(page, scenarios=[scenario()]) == ({}, [])


def test_without_a_file_there_are_no_scenarios(tmp_path):
    problems = Problems()
    assert read_scenarios(tmp_path / "content", [], problems) == {}
    assert problems.lines == []


def test_a_figure_has_both_drawings():
    found, _ = shared(written("a", '## One {#one}\n\n{{ chart("rents") }}', [section("one")]))
    figure = figure_data(found["one"], Components(site.guide(), environment(site.TEMPLATES), None))
    assert figure["title"] == found["one"].figure.chart.title
    assert [figure[kind].startswith("<svg") for kind in ("wide", "narrow")] == [True, True]


def test_a_share_page_names_its_place_and_stays_out_of_the_map():
    text = site.page("s/how/index.html")
    assert '<link rel="canonical" href="https://rent-or-buy.example/guide/calculators/rent-or-buy/">' in text
    assert '<meta name="robots" content="noindex">' in text
    assert 'http-equiv="refresh"' not in text
    assert re.findall(r'data-target="([^"]*)" data-inputs="([^"]*)" data-section="([^"]*)"', text) == [
        ("../../calculators/rent-or-buy/index.html", "", "how")
    ]
    assert '<a href="../../calculators/rent-or-buy/index.html#how">Open the section</a>' in text
    assert "/s/" not in site.page("sitemap.xml")


PICTURE = re.compile(r'<img src="../../([^"?]*)\?v=\w{8}" alt="([^"]*)" width="(\d+)" height="(\d+)" loading="lazy">')
HEAVIEST = 40_000  # of a picture that a page shows


def test_a_page_without_a_chart_shows_its_card_and_one_with_a_chart_links_to_it(files):
    seen = {True: 0, False: 0}
    for name in (path.split("/")[1] for path in files if re.fullmatch(r"s/[^/]+/index\.html", path)):
        text = files[f"s/{name}/index.html"].decode()
        charted, found = '<figure class="chart"' in text, PICTURE.findall(text)
        title = unescape(re.search(r"<h1[^>]*>(.*?)</h1>", text)[1])
        shown = (f"cards/{name}.png", f"{title.rstrip('.')}. Prices as of 22 November 2026.", "1200", "630")
        assert [(path, unescape(alt), *size) for path, alt, *size in found] == ([] if charted else [shown])
        assert charted or len(files[f"cards/{name}.png"]) <= HEAVIEST, name
        assert re.search(rf'<a href="../../cards/{name}\.png\?v=\w{{8}}">', text)
        seen[charted] += 1
    assert min(seen.values()) > 15


def test_every_short_address_of_the_guide_opens_what_is_there(files):
    seen = 0
    for path in (path for path in files if re.fullmatch(r"s/[^/]+/index\.html", path)):
        text = files[path].decode()
        target, inputs, id_ = re.search(r'data-target="([^"]*)" data-inputs="([^"]*)" data-section="([^"]*)"', text).groups()
        opened = files[target.removeprefix("../../")].decode()
        assert not id_ or f' id="{id_}"' in opened, path
        assert f'href="{target}{"?" * bool(inputs)}{inputs}{"#" * bool(id_)}{id_}"' in text
        finding = unescape(re.search(r"<h1[^>]*>(.*?)</h1>", text)[1])
        assert not re.search(r"[`*_<>{}'\"]", finding), f"{path}: {finding}"
        seen += 1
    assert seen > 170
