"""What differs, and exactly whose verdict that changes: held against the whole answer of each example before and after."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise
from types import SimpleNamespace

import pytest

from calculators.changes import TOLD_DAYS, announced, difference, timeline
from calculators.engine.edition import Edition
from calculators.engine.problems import NotOnRecordError
from calculators.guide import read_all
from calculators.price_moves import ENDED, MOVED, NEW
from calculators.standings import NONE_OPEN, PAYS_FROM, UNANSWERED, standings, workload

DAY = dt.date(2026, 2, 1)  # renting and owning lie near each other for one example
SERVER = "prices/gpu/coreweave.yaml"
LISTED = "{seen_by: 2026-02-01, values: {unit_price: 20.00}, source: kaelresearch-2026-02}"


def whole_verdicts(guide):
    """The verdict of each example by the guide's whole answer."""
    found = {}
    for preset in guide.calculators["decide"].choice_names["preset"].options:
        try:
            found[preset.id] = guide.answer("decide", {"preset": preset.id}).prospect.best or NONE_OPEN
        except NotOnRecordError:
            found[preset.id] = UNANSWERED
    return found


def flips(before, after):
    return {preset: (before[preset], after[preset]) for preset in before if before[preset] != after[preset]}


def told_flips(found):
    return {effect.preset: (effect.before.verdict, effect.after.verdict) for effect in found.flips}


def repriced(reading, id_, factor, day=DAY):
    """The same reading with one price of GPUs on a day changed."""
    offer = reading.market.gpu[id_]
    held = offer.history.on(day)
    entry = replace(held, values={"unit_price": held.values["unit_price"] * factor})
    history = replace(offer.history, entries=tuple(entry if each is held else each for each in offer.history.entries))
    market = replace(reading.market, gpu={**reading.market.gpu, id_: replace(offer, history=history)})
    return replace(reading, market=market)


def picked(reading, day=DAY):
    """The GPU offers that some example rests on."""
    presets = [preset.id for preset in reading.stated["preset"].options]
    points = reading.points("decide", [(day, {"preset": preset}) for preset in presets])
    return sorted({point.picked["rent.offer"].id for point in points if "rent.offer" in point.picked})


@pytest.fixture(scope="module")
def dearer(reading):
    """A price whose doubling flips exactly one verdict, found by search: (offer, the reading with it, what differs)."""
    for id_ in picked(reading):
        other = repriced(reading, id_, 2)
        found = difference(reading.content(), DAY, other.content(), DAY)
        if len(found.flips) == 1:
            return id_, other, found
    raise AssertionError("no doubled price flips exactly one verdict; choose another day")


def test_a_price_that_flips_one_verdict_names_it_and_no_other(reading, dearer):
    id_, other, found = dearer
    assert [(move.offer.id, move.kind) for move in found.moves] == [(id_, MOVED)]
    assert found.moves[0].prices[0].share == pytest.approx(1)
    assert told_flips(found) == flips(whole_verdicts(reading.on(DAY)), whole_verdicts(other.on(DAY)))


def test_a_price_that_flips_nothing_flips_nothing_by_the_whole_answer_either(reading, dearer):
    other = repriced(reading, dearer[0], 1.001)
    found = difference(reading.content(), DAY, other.content(), DAY)
    assert len(found.moves) == 1
    assert told_flips(found) == {} == flips(whole_verdicts(reading.on(DAY)), whole_verdicts(other.on(DAY)))


def test_the_same_edit_in_a_copy_of_the_content_says_the_same(reading, edited):
    other = read_all(edited({SERVER: {LISTED: LISTED.replace("20.00", "40.00")}}), earlier=True)
    found = difference(reading.content(), DAY, other.content(), DAY)
    assert [move.offer.id for move in found.moves] == ["coreweave/rtx-pro-6000"]
    assert told_flips(found) == {"documents": ("rent", "own")}


@pytest.fixture(scope="module")
def history(reading):
    """The real timeline."""
    return timeline(reading.content(), reading.newest)


def test_the_timeline_has_every_price_day_and_every_move_once(reading, history):
    days = [day for day in reading.market.price_days if day <= reading.newest]
    assert [(each.since, each.day) for each in history] == list(pairwise(days))
    began = [move for each in history for move in each.moves if move.kind != ENDED]
    assert all(move.day == each.day for each in history for move in each.moves)
    offers = [*reading.market.api.values(), *reading.market.gpu.values()]
    since = [entry.since for offer in offers for entry in offer.history.entries]
    assert 0 < len(began) <= sum(days[0] < day <= reading.newest for day in since)


def test_every_flip_of_the_timeline_and_the_newest_days_agree_with_the_whole_answer(reading, history):
    flipped = [each for each in history if each.flips]
    assert flipped
    for each in [flipped[-1], [each for each in history if each.telling][-1]]:
        before, after = (whole_verdicts(reading.on(day)) for day in (each.since, each.day))
        assert told_flips(each) == flips(before, after), each.day


def test_most_price_days_changed_no_verdict(history):
    assert sum(bool(each.flips) for each in history) < len(history) / 10


def test_the_break_even_is_that_of_the_calculator_and_only_for_the_newest_telling_days(reading, history):
    told = [each for each in history if each.telling][-TOLD_DAYS:]
    asked = [each for each in history if any(effect.after.pays_from is not None for effect in each.effects)]
    assert {each.day for each in asked} <= {each.day for each in told}
    last, guide = told[-1], reading.on(told[-1].day)
    presets = {preset.id: preset for preset in reading.stated["preset"].options}
    seen = 0
    for effect in last.effects:
        if "call" in effect.after.out:
            assert effect.after.pays_from is None
            continue
        pairs = workload(presets[effect.preset], reading.stated)
        assert effect.after.pays_from == guide.answer("break_even", pairs).values[PAYS_FROM]
        seen += 1
    assert 0 < seen < len(last.effects)


def test_the_costs_are_those_of_the_whole_answer(reading, history):
    last = history[-1]
    for effect in last.effects:
        found = reading.on(last.day).answer("decide", {"preset": effect.preset}).values
        assert effect.after.costs == {way: found[f"{way}.levelised_cost"] for way in ("call", "rent", "own", "hybrid")}


def test_a_workload_brings_along_what_its_preset_implies(reading):
    presets = {preset.id: preset for preset in reading.stated["preset"].options}
    assert workload(presets["nightly"], reading.stated)["rent.slo_derate"] == "1.0"
    assert workload(presets["voice"], reading.stated)["rent.slo_derate"] == "0.35"
    assert workload(presets["prototype"], reading.stated)["bill"] == "200.0"


def test_before_any_price_and_before_any_model_nothing_fails(reading):
    assert timeline(reading.content(), dt.date(2022, 1, 1)) == []
    early = timeline(reading.content(), dt.date(2023, 8, 17))
    assert {effect.before.verdict for effect in early[0].effects} == {UNANSWERED}
    assert all(each.day <= dt.date(2023, 8, 17) for each in early)


def test_what_is_announced_are_the_later_entries_and_ends(reading):
    found = announced(reading.content(), reading.newest, another_day=False)
    assert [each.day for each in found] == [day for day in reading.market.price_days if day > reading.newest]
    assert {move.kind for each in found for move in each.moves} == {MOVED, ENDED}
    assert all(each.effects is not None and len(each.effects) == len(reading.stated["preset"].options) for each in found)


def test_on_another_day_only_what_its_sources_announced_counts_and_no_effect_is_claimed(reading):
    day = dt.date(2026, 11, 8)  # its sources tell of 2026-12-01; content goes on beyond it
    found = announced(reading.content(), day, another_day=True)
    assert [each.day for each in found] == [dt.date(2026, 12, 1), dt.date(2027, 1, 1)]
    assert {move.kind for each in found for move in each.moves} == {MOVED}
    assert all(each.effects is None and each.flips == () for each in found)


def test_an_end_a_new_offer_and_a_scheduled_change_in_a_copy_of_the_content(reading, edited):
    google = '        note: "Launch day: github.com/simstudioai/sim, pull request 5812."\n'
    entry = "{input_price: 1, output_price: 2}, source: genai-prices-0.2.3}"
    content = edited({
        "prices/api/meta.yaml": {
            "  muse-spark-1.3:\n    label: Muse Spark 1.3\n": "  muse-spark-1.3:\n    label: Muse Spark 1.3\n    ends: 2026-11-21\n",
            "offers:\n": f"offers:\n  muse-new:\n    {{label: New, tier: small, history: [{{starts: 2026-11-21, values: {entry}]}}\n",
        },
        "prices/api/google.yaml": {google: f"{google}      - {{starts: 2027-02-01, values: {entry}\n"},
    })  # fmt: skip
    other = read_all(content)
    day = dt.date(2026, 11, 21)
    [found] = [each for each in timeline(other.content(), other.newest) if each.day == day]
    assert {(move.offer.id, move.kind) for move in found.moves} == {("meta/muse-spark-1.3", ENDED), ("meta/muse-new", NEW)}
    later = announced(other.content(), other.newest, another_day=False)
    [planned] = [each for each in later if each.day == dt.date(2027, 2, 1)]
    assert [(move.offer.seller.id, move.kind) for move in planned.moves] == [("google", MOVED)]
    assert planned.flips == ()


def test_editions_between_two_days_of_one_content_and_of_two(reading):
    first, second = Edition(1, DAY, "First.", ()), Edition(2, DAY + dt.timedelta(days=9), "Second.", ("decide",))
    both = replace(reading.content(), editions=(first, second))
    until = DAY + dt.timedelta(days=9)
    assert difference(both, DAY, both, until).editions == (second,)
    assert difference(both, DAY, both, DAY + dt.timedelta(days=8)).editions == ()
    without = replace(both, editions=())
    assert difference(without, DAY, both, DAY).editions == (second,)


def test_claims_are_compared_where_a_guide_judges_them(reading):
    def claims(day):
        status = "holds" if day < DAY else "fails"
        found = {"moved": status, "same": "holds"} | ({"gone": "open"} if day < DAY else {"new": "open"})
        return {id_: SimpleNamespace(status=each, words=f"Claim {id_}.") for id_, each in found.items()}

    content = replace(reading.content(), claims=claims)
    found = difference(content, DAY - dt.timedelta(days=1), content, DAY).claims
    assert [(each.id, each.before, each.after) for each in found] == [
        ("moved", "holds", "fails"), ("gone", "open", ""), ("new", "", "open"),
    ]  # fmt: skip
    assert found[0].words == "Claim moved."
    assert difference(replace(reading.content(), claims=None), DAY, content, DAY).claims[0].before == ""


def test_standings_say_why_there_is_no_verdict(reading):
    day = dt.date(2023, 8, 17)
    found = standings(reading.points, reading.stated, [day])[day]
    assert found["documents"].verdict == NONE_OPEN
    assert "call" in found["documents"].out
    assert found["voice"].verdict == "own"
