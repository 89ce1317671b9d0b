"""Every gate that strikes a way out says why, and every way that is struck out has a reason."""

import random

import pytest

from calculators.decision import COSTS
from calculators.engine.sentences import applies

STRIKING = {
    "data": {"data_rule": "never"}, "context": {"input_tokens": "1900000", "call.offer": "openai/gpt-4o"},
    "latency": {"ttft_target": "1", "call.measured_ttft": "900"},
    "quality": {"needed_pass_rate": "0.9", "call.pass_rate": "0.8", "rent.pass_rate": "0.8"}, "skills": {"skills": "none"},
    "frontier": {"route": "some", "data_rule": "never"},
    "time": {"data_rule": "never", "deadline_months": "1"}, "capital": {"capital_limit": "1000"},
}  # fmt: skip


@pytest.mark.parametrize("gate", STRIKING)
def test_a_gate_strikes_with_its_reason_and_a_halfway_house(guide, gate):
    answer = guide.answer("decide", STRIKING[gate])
    said = [reason for reason, _ in guide.reasons_for(answer) if reason.gate == gate]
    assert said
    for reason in said:
        own = f"{reason.way}.{gate}_allowed"
        assert answer.values[own if own in answer.values else f"{gate}_allowed"] == 0
        assert reason.halfway


def test_a_way_is_struck_out_where_a_reason_says_so_and_nowhere_else(guide):
    rng = random.Random("gates")
    struck = 0
    for _ in range(60):
        pairs = {}
        for chosen in rng.sample(list(STRIKING), 2):
            pairs |= STRIKING[chosen]
        answer = guide.answer("decide", pairs)
        told = {reason.way for reason, _ in guide.reasons_for(answer) if reason.gate}
        shut = {way for way in COSTS if answer.values[f"{way}.allowed"] == 0}
        assert told == shut, pairs
        struck += len(shut)
    assert struck > 60


def test_every_reason_holds_for_somebody_and_leads_to_a_page(guide):
    """A reason that can never be said would be dead; those for the verdict are tried on many workloads."""
    rng = random.Random("reasons")
    held = set()
    presets = [option.id for option in guide.calculators["decide"].choice_names["preset"].options]
    tries = [*STRIKING.values(), {"data_rule": "never"}, {"own.data_allowed": "0"}, {"route": "some"},
             {"rent.upfront": "9000", "hybrid.upfront": "9000", "capital_limit": "100"}]  # fmt: skip
    for _ in range(70):
        offer = rng.choice(["openai/gpt-6-sol", "anthropic/claude-opus-5-5", "best"])
        tries.append({"preset": rng.choice(presets), "requests": str(10 ** rng.randint(4, 9)), "call.offer": offer,
                      "data_rule": rng.choice(["may", "rented", "never"])})  # fmt: skip
    for pairs in tries:
        held |= {reason.id for reason, _ in guide.reasons_for(guide.answer("decide", pairs))}
    assert {reason.id for reason in guide.reasons["decide"]} - held == set()


def test_the_verdict_never_contradicts_its_table(guide):
    """The way that the sentence names is the one that costs the least, and a tie is called where one is due."""
    rng = random.Random("verdicts")
    names = {"Call the API": "call", "Rent": "rent", "Own": "own", "Mix": "hybrid"}
    seen = set()
    for _ in range(60):
        pairs = {"requests": str(10 ** rng.randint(4, 9)), "call.offer": rng.choice(["openai/gpt-6-sol", "best", "openai/gpt-4o"]),
                 "data_rule": rng.choice(["may", "may", "rented", "never"]), "rent.fte": str(rng.choice([0.1, 0.3, 1]))}  # fmt: skip
        answer = guide.answer("decide", pairs)
        said, values = guide.sentence(answer), answer.values
        lead = next((way for words, way in names.items() if said.startswith((f"{words}:", f"{words},"))), "")
        assert answer.prospect is not None
        if lead:
            assert lead == answer.prospect.best
            assert values[COSTS[lead]] == values["least_cost"]
            if values["second_cost"] < float("inf"):
                assert values["gap_share"] >= values["tie_share"]
                assert values["chance"] >= values["wanted_chance"]
        else:
            assert said.startswith(("Too close to call", "Every way is struck out"))
        seen.add(lead)
    assert {"call", "rent", "own"} <= seen


def test_conditions_of_reasons_know_their_names(guide):
    answer = guide.answer("decide", {})
    for reason in guide.reasons["decide"]:
        assert applies(reason.variant, answer.values) in {True, False}
