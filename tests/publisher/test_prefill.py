"""Links that open with a sender's inputs: what they lead to, and how they are written."""

import shutil
from dataclasses import replace

import pytest

from calculators.engine.problems import ContentError, Problems
from publisher import addresses, prefill, targets
from publisher.pages import Asked, read_pages
from publisher.scenarios import Scenario
from tests.conftest import CONTENT
from tests.tiny import site

BASE = "https://guide.example/"
SCENARIOS = {"large": Scenario("large", "What if?", "", "", "decide", "bill=9000&call.offer=openai/gpt-6-sol", {})}


def unasked(page):
    """A page whose sections say nothing of what to try: tests here say it themselves."""
    return replace(page, sections=tuple(replace(section, asked=None) for section in page.sections))


@pytest.fixture(scope="module")
def pages():
    problems = Problems()
    found = read_pages(CONTENT, problems)
    assert problems.lines == []
    return {name: unasked(page) for name, page in found.items()}


def leading(guide, pages, problems):
    return targets.targets(guide, ["decide", "calculators/break-even"], pages, SCENARIOS, problems)


@pytest.fixture(scope="module")
def known(guide, pages):
    problems = Problems()
    found = leading(guide, pages, problems)
    assert problems.lines == []
    return found


@pytest.fixture(scope="module")
def link(guide, known):
    """The address of a name with pairs."""

    def made(name, *pairs, shown=(), full=False):
        target = targets.find(name, known)
        asked = prefill.query(guide, target, dict(pair.split("=") for pair in pairs), shown)
        return prefill.address(BASE, target, asked, full=full).replace(f"&as_of={guide.as_of}&rules={guide.edition}", "&DAY")

    return made


@pytest.mark.parametrize(
    ("name", "pairs", "short", "full"),
    [
        ("large-bill", [], "s/large-bill/", "self-host/#large-bill"),
        (
            "large-bill", ["requests=5000000"],
            "s/large-bill/?requests=5000000&DAY", "self-host/?requests=5000000&DAY#large-bill",
        ),
        ("voice", [], "s/voice/", "decide/voice/"),
        ("voice", ["requests=5e6"], "s/voice/?preset=voice&requests=5000000&DAY", "decide/voice/?preset=voice&requests=5000000&DAY"),
        ("decide/voice", [], "s/voice/", "decide/voice/"),
        ("article", [], "decide/?preset=article", "decide/?preset=article"),
        ("article", ["bill=5"], "decide/?preset=article&bill=5&DAY", "decide/?preset=article&bill=5&DAY"),
        ("large", [], "s/large/", "decide/?bill=9000&call.offer=openai/gpt-6-sol"),
        (
            "large", ["growth=0.1"],
            "s/large/?call.offer=openai/gpt-6-sol&growth=0.1&bill=9000&DAY",
            "decide/?call.offer=openai/gpt-6-sol&growth=0.1&bill=9000&DAY",
        ),
        ("calculators/break-even", ["requests=10"], "calculators/break-even/?requests=10&DAY", "calculators/break-even/?requests=10&DAY"),
        ("index", [], "", ""),
        ("data/", [], "data/", "data/"),
        ("#data", [], "s/data/", "self-host/#data"),
        ("preset=article", [], "decide/?preset=article", "decide/?preset=article"),
        ("s/large/", [], "s/large/", "decide/?bill=9000&call.offer=openai/gpt-6-sol"),
    ],
)  # fmt: skip
def test_a_name_has_a_short_and_a_full_address(link, name, pairs, short, full):
    assert link(name, *pairs) == BASE + short
    assert link(name, *pairs, full=True) == BASE + full


def test_choices_come_first_and_the_order_is_the_calculator_s_own(link):
    pairs = ("output_tokens=400", "call.offer=openai/gpt-6-sol", "requests=2500000", "preset=voice")
    made = link("best-split", *pairs)
    assert made == link("best-split", *reversed(pairs))
    assert made == f"{BASE}s/best-split/?preset=voice&call.offer=openai/gpt-6-sol&output_tokens=400&requests=2500000&DAY"


def test_what_is_in_view_comes_after_the_inputs(link):
    assert link("best-split", "requests=5", shown=["requests", "rent.gpu_price"]) == (
        f"{BASE}s/best-split/?requests=5&show=requests,rent.gpu_price&DAY"
    )
    assert link("best-split", shown=["requests"]) == f"{BASE}s/best-split/?show=requests&DAY"


def test_a_link_to_a_page_that_opens_filled_in_carries_that_along(link):
    """An address with a query tells all, so that the page's own case would be lost."""
    assert link("voice-turns", "input_tokens=900") == f"{BASE}s/voice-turns/?preset=voice&input_tokens=900&DAY"
    assert link("voice-turns", "preset=coding") == f"{BASE}s/voice-turns/?preset=coding&DAY"
    assert link("voice-turns", shown=["requests"]) == f"{BASE}s/voice-turns/?preset=voice&show=requests&DAY"


def test_a_stated_input_puts_to_rest_what_would_outweigh_it(link, guide):
    """The prototype starts from a bill; a volume takes its place, as it does on the page."""
    assert link("prototype", "requests=9000") == f"{BASE}s/prototype/?preset=prototype&requests=9000&bill=0&DAY"
    assert link("prototype", "requests=9000", "bill=50") == f"{BASE}s/prototype/?preset=prototype&requests=9000&bill=50&DAY"


def tried(pages, text):
    """The pages, one section of which says what to try."""
    page = pages["self-host"]
    sections = tuple(
        replace(each, asked=Asked("Is it?", "It is.", text)) if each.id == "large-bill" else each for each in page.sections
    )
    return {**pages, "self-host": replace(page, sections=sections)}


def test_a_link_keeps_what_its_section_tries_under_what_its_sender_states(guide, pages):
    problems, asking = Problems(), tried(pages, "break_even?bill=10000&call.offer=openai/gpt-6-sol")
    target = targets.find("large-bill", leading(guide, asking, problems))
    assert (problems.lines, target.calculator) == ([], "break_even")
    assert prefill.query(guide, target, {}) == ""
    day = f"&as_of={guide.as_of}&rules={guide.edition}"
    own = prefill.query(guide, target, {"output_tokens": "400"})
    assert own == f"call.offer=openai/gpt-6-sol&output_tokens=400&bill=10000{day}"
    volume = prefill.query(guide, target, {"requests": "400"})  # else the bill of the section would outweigh it
    assert volume == f"call.offer=openai/gpt-6-sol&requests=400&bill=0{day}"


def test_the_page_of_a_calculator_takes_only_the_options_that_its_section_tries(guide, pages):
    page = pages["calculators/break-even"]
    asked = Asked("Is it?", "It is.", "break_even?requests=5&rent.model=llama-3.3-70b")
    sections = tuple(replace(each, asked=asked) for each in page.sections)
    found = leading(guide, {**pages, page.name: replace(page, sections=sections)}, Problems())
    assert targets.find("staircase", found).start == "rent.model=llama-3.3-70b"


def test_a_page_with_a_calculator_is_filled_in_though_its_section_tries_another(guide, pages):
    page = pages["decide/voice"]
    asked = Asked("Is it?", "It is.", "throughput?gpu=h100-sxm")
    sections = tuple(replace(each, asked=asked) for each in page.sections)
    target = targets.find("voice-turns", leading(guide, {**pages, page.name: replace(page, sections=sections)}, Problems()))
    assert (target.calculator, target.start) == ("decide", "preset=voice")


def test_an_option_that_is_stated_takes_the_place_of_what_it_sets(link):
    """The short address adds again what its scenario starts from, unless the link says otherwise by name."""
    assert link("large", "preset=coding") == f"{BASE}s/large/?preset=coding&call.offer=openai/gpt-6-sol&bill=0&DAY"
    assert link("large", "preset=prototype") == f"{BASE}s/large/?preset=prototype&call.offer=openai/gpt-6-sol&bill=200&DAY"
    assert link("large", "skills=none") == f"{BASE}s/large/?skills=none&call.offer=openai/gpt-6-sol&bill=9000&DAY"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "break_evn?requests=5",
            "asked.large-bill says to try break_evn, which is no calculator; did you mean break_even?",
        ),
        (
            "break_even?reqests=5",
            "asked.large-bill says to try break_even?reqests=5: reqests: no input of break_even; did you mean requests?",
        ),
    ],
)
def test_a_section_that_says_to_try_what_is_not_there_is_told(guide, pages, text, line):
    problems = Problems()
    leading(guide, tried(pages, text), problems)
    assert problems.lines == [f"content/guide/self-host.md:1: {line}"]


def test_what_to_try_is_left_out_on_a_day_that_does_not_have_it(guide, pages):
    calculator = guide.calculators["break_even"]
    gone = tuple(
        replace(choice, other_days=frozenset({"long/gone"})) if choice.name == "rent.offer" else choice
        for choice in calculator.choices
    )
    older = replace(guide, calculators={**guide.calculators, "break_even": replace(calculator, choices=gone)})
    problems = Problems()
    found = targets.find("large-bill", leading(older, tried(pages, "break_even?rent.offer=long/gone"), problems))
    assert (problems.lines, found.calculator, found.start) == ([], "break_even", "")


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("large-bil", ["link: no section, page or case large-bil; did you mean large-bill?"]),
        ("data", ["link: data stands for 2 things; write #data or data/"]),
    ],
)
def test_a_wrong_name_is_told_with_what_would_be_right(known, name, lines):
    with pytest.raises(ContentError) as error:
        targets.find(name, known)
    assert error.value.lines == lines


def test_wrong_inputs_are_all_told_at_once_in_the_words_of_calc(guide, known):
    target = targets.find("large-bill", known)
    pairs = {"requests": "-5", "outputtokens": "3", "preset": "voise"}
    with pytest.raises(ContentError) as calc:
        guide.answer("decide", pairs)
    with pytest.raises(ContentError) as error:
        prefill.query(guide, target, pairs, ["rent.gpuprice"])
    assert error.value.lines == [*calc.value.lines, "rent.gpuprice: no input of decide; did you mean rent.gpu_price?"]


def test_a_guide_of_another_day_says_so_in_each_link(guide, known):
    older = replace(guide, as_of=guide.as_of.replace(year=2025), newest=guide.as_of)
    target = targets.find("large-bill", known)
    assert prefill.query(older, target, {}) == f"as_of={older.as_of}&rules={guide.edition}"


def test_a_guide_without_cases_has_links_as_well(tmp_path):
    content = shutil.copytree(site.CONTENT, tmp_path / "content")
    found = targets.targets(site.guide(), ["calculators/rent-or-buy"], read_pages(content, Problems()), {}, Problems())
    assert {target.calculator for target in found} == {"rent_or_buy"}
    assert [target.sign for target in found if target.page.name == "sources"] == ["#list", "#figures", "sources/"]
    asked = prefill.query(site.guide(), targets.find("how", found), {"years": "12", "city": "porto"})
    assert asked == "city=porto&years=12&as_of=2026-06-30&rules=1"


def test_texts_are_written_as_the_page_s_script_writes_them():
    assert addresses.written({"a": "x/y,z", "b": "1 & 2", "c": "ä'!"}) == "a=x/y,z&b=1%20%26%202&c=%C3%A4'!"


def test_what_to_try_is_not_told_as_wrong_on_a_day_whose_options_differ(guide, pages):
    older, problems = replace(guide, newest=guide.as_of.replace(year=2099)), Problems()
    found = targets.find("large-bill", leading(older, tried(pages, "waiting?price_path=rises"), problems))
    assert (problems.lines, found.calculator, found.start) == ([], "waiting", "")
