"""Claims of others: the article's worked by hand, made-up ones for each status, and words that are the table's everywhere."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape
from pathlib import Path
from statistics import median
from urllib.parse import parse_qsl

import pytest

from calculators.claim_questions import questions
from calculators.claim_trials import Bench
from calculators.claims import Claims
from calculators.engine.fields import Fields
from calculators.engine.problems import Problems
from calculators.engine.standing import CONDITION, DAY, FAILS, HOLDS, HOLDS_IF, PAST, UNTESTED
from calculators.engine.strict_yaml import read_text
from calculators.prose import keys
from calculators.records.claim_file import ClaimReader
from calculators.records.claim_test import TestReader
from tests import markets

GUIDE = markets.CONTENT / "guide"
ARTICLE = dt.date(2023, 8, 17)
HOURS = 730


@pytest.fixture(scope="module")
def market(guide):
    """The real market."""
    return markets.real(guide)


@pytest.fixture(scope="module")
def claims(guide):
    """Every claim on the guide's own day."""
    return guide.claims()


def listed(market, offer, day):
    """What a unit of GPUs cost an hour on a day, by the price file."""
    return market.gpu[offer].history.on(day).values["unit_price"]


def asked(market, offer, day):
    """An API's prices per million tokens on a day, by the price file."""
    return market.api[offer].history.on(day).values


def call_bill(prices, requests, tokens_in=1500, tokens_out=300, cached=0.5):
    """Requests by API, half of the input read from its cache."""
    hit = prices.get("cached_price", prices["input_price"])
    million = tokens_in * ((1 - cached) * prices["input_price"] + cached * hit) + tokens_out * prices["output_price"]
    return requests * million / 1e6


def test_prices_of_machines_are_those_of_the_files(claims, market, guide):
    """$32.77, read as 32.7726 in the list of the day; a p5 above it; today's p4d far below."""
    assert round(listed(market, "aws/p4d.24xlarge", ARTICLE), 2) == 32.77
    assert claims["article-p4d"].then.status == HOLDS
    assert listed(market, "aws/p4d.24xlarge", guide.as_of) < 32.77
    assert (claims["article-p4d"].status, claims["article-p4d"].words) == (PAST, "past")
    assert listed(market, "aws/p5.48xlarge", ARTICLE) > listed(market, "aws/p4d.24xlarge", ARTICLE)
    assert claims["article-p5"].then.status == HOLDS
    assert listed(market, "aws/p4d.24xlarge", dt.date(2022, 6, 22)) == listed(market, "aws/p4d.24xlarge", ARTICLE)
    assert (claims["article-flat-prices"].then.status, claims["article-flat-prices"].status) == (HOLDS, PAST)


def test_eighteen_months_later_gpus_cost_the_same_and_tokens_less(claims, market):
    day = dt.date(2025, 2, 17)
    assert listed(market, "aws/p5.48xlarge", day) == listed(market, "aws/p5.48xlarge", ARTICLE)
    assert claims["article-later-gpus"].then.status == FAILS
    assert asked(market, "openai/gpt-4o", day)["input_price"] < asked(market, "openai/gpt-4", ARTICLE)["input_price"]
    assert claims["article-later-apis"].then.status == HOLDS


def test_a_hundred_thousand_calls_by_hand(claims, market, guide):
    """People, spare and peaks left out: one block for 730 hours and 5% of extras, less the bill of the same requests."""
    trial = claims["article-calls"].today[3]
    offer, api = (trial.resolved.picked[name].id for name in ("rent.offer", "call.offer"))
    block = listed(market, offer, guide.as_of) * HOURS * 1.05
    by_hand = block - call_bill(asked(market, api, guide.as_of), 100_000)
    assert trial.value == pytest.approx(by_hand)
    assert by_hand > 0
    assert claims["article-calls"].status == HOLDS


def test_an_experiment_of_500_dollars_by_hand(claims, market, guide):
    """The fleet of two blocks and its people, less $500."""
    trial = claims["article-experiment"].today[2]
    used = trial.resolved.values
    blocks = 2 * listed(market, trial.resolved.picked["rent.offer"].id, guide.as_of) * HOURS * 1.05
    month = used["salary"] * used["employer_factor"] / 12
    gpus = 2 * used["rent.gpus_per_unit"]
    people = month * (used["rent.fte"] + used["rent.fte_per_gpu"] * gpus + used["rent.setup_fte_months"] / used["horizon_months"])
    assert trial.value == pytest.approx(blocks + people - 500 - used["call.fte"] * month)
    assert claims["article-experiment"].status == HOLDS


def test_the_break_even_of_a_bare_fleet_by_hand(claims, market, guide):
    """One block in full is paid by so many requests; the API bill there is what the block costs, if one block serves them."""
    trial = claims["article-invest"].today[3]
    block = listed(market, trial.resolved.picked["rent.offer"].id, guide.as_of) * HOURS * 1.05
    assert trial.value == pytest.approx(block)
    assert trial.value <= 10_000
    assert claims["article-invest"].status == HOLDS_IF
    assert "people, spare and peaks left out" in claims["article-invest"].words
    assert "cheapest host" not in claims["article-invest"].words
    assert claims["article-invest"].today[0].value == float("inf")  # against the same weights hosted


def test_the_saving_by_hand(claims):
    """What renting saves over the bill at $100,000: the share of the fleet's cost is the rest."""
    trial = claims["article-saving"].today[2]
    values = trial.resolved.values
    assert values["bill"] == 100_000
    assert 0.6 <= trial.value <= 0.8
    assert claims["article-saving"].status == HOLDS_IF


def test_specialized_clouds_by_hand(claims, market, guide):
    """Medians of sellers' medians, surer prices alone, worked out a second time."""
    for trial in claims["article-specialized"].today:
        gpu = trial.resolved.picked["gpu"].id
        sides = {"hyperscaler": {}, "specialized": {}}
        for offer in market.gpu.values():
            entry = offer.history.on(guide.as_of)
            if offer.gpu == gpu and offer.billing == "on_demand" and offer.kind in sides and entry and entry.confidence != "low":
                sides[offer.kind].setdefault(offer.seller.name, []).append(offer.gpu_price(entry))
        dear, cheap = (median(median(prices) for prices in side.values()) for side in sides.values())
        assert trial.value == pytest.approx(1 - cheap / dear)
        assert trial.held == (0.3 <= trial.value <= 0.5)
    assert claims["article-specialized"].then.status == UNTESTED


def test_tuning_by_hand(claims):
    """Six operations for each of 8 billion parameters, token and pass, at the share of the peak that training reaches."""
    trial = claims["article-tuning"].today[0]
    used = trial.resolved.values
    work = used["flops_per_param_token"] * used["params_active"] * used["train_tokens"] * used["epochs"] * used["runs"]
    hours = work / (used["rent.bf16_tflops"] * 1e12 * used["train_mfu"]) / 3600
    assert trial.value == pytest.approx(hours * used["rent.gpu_price"])
    assert trial.value < 1000 < claims["article-tuning"].today[1].value
    assert claims["article-tuning"].words == "holds if only the GPUs are counted"


def test_the_wait_for_a_server_is_not_guessed_for_2023(claims):
    wait = claims["article-h100-wait"]
    assert (wait.then.status, wait.then.words) == (UNTESTED, "cannot be tested on its day")
    assert wait.status == PAST
    assert wait.today[0].value < 36


def test_what_has_no_series_is_not_tested(claims):
    assert claims["article-general-compute"].status == UNTESTED
    assert claims["article-general-compute"].today[0].missing


def test_there_are_the_articles_rules_and_fifteen_thresholds_of_others(claims):
    others = {id_ for id_, each in claims.items() if each.claim.threshold and not id_.startswith("article")}
    assert len(others) >= 15
    assert sum(id_.startswith("article") for id_ in claims) >= 12


def test_a_link_gives_the_figure_of_its_trial(guide, claims):
    """For today and for the claim's own day, through the calculator as a reader uses it."""
    tried = 0
    for id_ in ("article-calls", "article-specialized", "article-tuning", "article-latency", "devtk", "alexmayhew"):
        found = claims[id_]
        for day, trials in ((found.dated, found.own), (guide.as_of, found.today)):
            trial = next((each for each in trials if each.held is not None), None)
            if trial:
                page, _, query = trial.link.partition("?")
                name = found.claim.test.calculator
                answer = guide.on(day).answer(name, dict(parse_qsl(query)))
                assert page == f"{answer.calculator.page}.md"
                assert answer.values[found.claim.test.result] == trial.value
                tried += 1
    assert tried >= 9


def test_another_day_has_statuses_of_its_own(guide, claims):
    day = dt.date(2024, 6, 1)
    then = guide.on(day).claims()
    assert then.keys() == claims.keys()
    assert then["article-p4d"].status == HOLDS
    assert then["article-p4d"].then == claims["article-p4d"].then
    assert {id_ for id_ in claims if then[id_].words != claims[id_].words} >= {"article-p4d", "article-flat-prices"}


MADE = """
assumed:
  usual: {input_tokens: 1_500, output_tokens: 300}
variants:
  dear: {about: the rival is, label: dear, inputs: {call.offer: openai/gpt-4}}
  cheap: {about: the rival is, label: cheap, inputs: {call.offer: [no-such, deepinfra/llama-3.3-70b]}}
measures:
  bill: {label: bill, style: money, calculator: break_even, assumes: usual, above: always_bill, below: breakeven_bill}
changes:
  measure: bill
  each:
    start: {choice: Start, label: as it is, with: cheap}
claims:
  right-day: {words: a, who: b, source: molas-2023-08-17, kind: day, test: {price: {offer: aws/p4d.24xlarge, key: unit_price}, between: {low: 32, high: 33}}}
  wrong-day: {words: a, who: b, source: molas-2023-08-17, kind: day, test: {price: {offer: aws/p4d.24xlarge, key: unit_price}, at_most: 30}}
  no-price: {words: a, who: b, source: molas-2023-08-17, kind: day, test: {price: {offer: aws/p6-b200.48xlarge, key: gpu_price}, at_least: 1}}
  rule: {words: a, who: b, source: molas-2023-08-17, kind: condition, test: {price: {offer: aws/p4d.24xlarge, key: unit_price}, at_least: 30}}
  dearer: {words: a, who: b, source: molas-2023-08-17, kind: condition, test: {price: {offer: aws/p4d.24xlarge, key: unit_price}, less_than: {offer: aws/p4d.24xlarge, key: unit_price, on: 2023-08-17}}}
  verdict: {words: a, who: b, source: molas-2023-08-17, kind: condition, test: {calculator: decide, inputs: {requests: 1_000, call.offer: best}, verdict: call}}
  open: {words: a, who: b, source: molas-2023-08-17, dated: 2026-06-01, kind: condition, variants: [dear, cheap], threshold: {in: bill, from: 1, says: below}}
"""


@pytest.fixture(scope="module")
def made(guide, market):
    """Claims made up for a test, on the guide's own day."""
    problems = Problems()
    text = MADE.replace("[no-such, ", "[")
    asking = questions(guide.calculators, guide.quantities)
    tests = TestReader(asking, {offer: keys(market, offer) for offer in (*market.gpu, *market.api)})
    with Fields(read_text(text, "made.yaml", problems), problems) as f:
        book = ClaimReader(guide.sources, tests).book(f)
    assert problems.lines == []
    return Claims(book, Bench(market, guide.quantities, guide.calculator_on)).tested(guide.as_of)


@pytest.mark.parametrize(
    ("id_", "then", "now"),
    [
        ("right-day", "holds", "past"),
        ("wrong-day", "does not hold", "holds by now"),
        ("no-price", "cannot be tested on its day", "holds"),
        ("rule", "holds", "no longer holds"),
        ("dearer", "does not hold", "holds"),
        ("verdict", None, "holds"),
        ("open", "holds", "holds if the rival is cheap"),
    ],
)
def test_made_up_claims_come_to_each_status(made, id_, then, now):
    assert then is None or made[id_].then.words == then
    assert made[id_].words == now


def test_kinds_expire_in_their_own_way(made):
    assert (made["right-day"].claim.kind, made["right-day"].status) == (DAY, PAST)
    assert (made["rule"].claim.kind, made["rule"].status) == (CONDITION, FAILS)


def shown(guide):
    """By claim the words of the table's two status cells."""
    table = guide.tables["claims"]()
    places = [[column.key for column in table.columns].index(key) for key in ("then", "now")]
    return {row.id: tuple(row.cells[place].text for place in places) for row in table.rows}


def test_the_table_has_the_computed_words(guide, claims):
    assert shown(guide) == {id_: (each.then.words, each.now.words) for id_, each in claims.items()}


def test_every_sentence_has_the_words_of_the_table(guide, files, claims):
    """In every page that is published: what a sentence says of a claim is what the table's cells say, to the letter."""
    told = {each.told: id_ for id_, each in claims.items()}
    cells, seen = shown(guide), set()
    for path, content in files.items():
        if path.endswith(".html"):
            for title, inner in re.findall(r'<span class="claim" title="([^"]*)">(.*?)</span>', content.decode(), re.DOTALL):
                id_ = told[unescape(title)]
                words = tuple(unescape(each) for each in re.findall(r"<strong>(.*?)</strong>", inner))
                assert words == cells[id_], (path, id_)
                seen.add(id_)
    written = {id_ for page in GUIDE.rglob("*.md") for id_ in re.findall(r'claim\("([^"]+)"\)', page.read_text("utf-8"))}
    assert seen == written
    assert len(seen) >= 14


VERDICTS = re.compile(
    r"\b(?:still|no longer) holds?\b|\bholds? (?:if|in part|only if|by now)\b|\bdoes not hold\b|\bcannot be tested\b|\*\*holds\b"
    r"|\bit was (?:right|wrong)\b(?! or)|\b(?:rule|advice|direction) (?:holds|is sound)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("page", sorted(GUIDE.rglob("*.md")), ids=lambda page: page.stem)
def test_no_page_types_a_verdict_on_a_claim(page: Path):
    """A verdict comes from the macro alone; a typed one would stay when prices move."""
    text = re.sub(r"\{\{.*?\}\}", "", page.read_text("utf-8"))
    assert not VERDICTS.findall(text)


def test_the_scan_finds_what_was_typed_before():
    for typed in ("**Holds in part.** Waiting", "The rule still holds", "The advice holds, with", "it was right. Three"):
        assert VERDICTS.search(typed), typed


def test_headings_say_the_computed_ratio(guide, files, claims):
    """The largest threshold over the smallest, from the claims, in the title and in a heading whose id stays."""
    found = [
        each.claim.threshold for each in claims.values() if each.claim.threshold and each.claim.threshold.measure == "tokens"
    ]
    ratio = max(each.high for each in found) / min(each.low for each in found)
    text = files["disagree/index.html"].decode()
    title, heading = re.search(r"<h1>(.*?)</h1>", text)[1], re.search(r'<h2 id="thresholds-apart">(.*?)</h2>', text)[1]
    for said in (title, re.sub(r"<[^>]*>", "", heading)):
        number = float(re.search(r"([\d,]+)×", said)[1].replace(",", ""))
        assert number == pytest.approx(ratio, rel=0.05)
    assert "{{" not in text


def test_moves_start_from_one_and_the_rival_decides(guide):
    """Each choice alone; against the same weights hosted there is no break-even on the guide's own day."""
    table = guide.tables["break-even-moves"]()
    rows = {row.id: dict(zip([column.key for column in table.columns], row.cells, strict=True)) for row in table.rows}
    assert float(rows["start"]["times"].sort) == 1
    assert rows["rival-hosted"]["tokens"].text == "none in reach"
    assert (
        float(rows["people-none"]["tokens"].sort) < float(rows["start"]["tokens"].sort) < float(rows["people-two"]["tokens"].sort)
    )
    assert float(rows["favorable"]["tokens"].sort) == min(
        float(cells["tokens"].sort) for cells in rows.values() if cells["tokens"].text != "none in reach"
    )
