"""What a reader types into an address or a command: taken as meant, or told what is wrong, all at once."""

from __future__ import annotations

import pytest

from calculators.engine.pairs import parse
from calculators.engine.problems import ContentError, NotOnRecordError


def wrong(guide, name, **pairs):
    """The lines about a wrong question; dots are written as __."""
    with pytest.raises(ContentError) as caught:
        parse(guide.calculators[name], guide.quantities, {key.replace("__", "."): value for key, value in pairs.items()})
    return caught.value.lines


def test_a_right_question_is_taken_as_it_stands(guide):
    pairs = {"requests": "250000", "cached_share": "0.3", "rent.model": "llama-3.1-8b", "call.offer": "best"}
    asked, chosen = parse(guide.calculators["break_even"], guide.quantities, pairs)
    assert asked == {"requests": 250_000, "cached_share": 0.3}
    assert chosen == {"rent.model": "llama-3.1-8b", "call.offer": "best"}


def test_an_unknown_name_is_told_with_the_nearest(guide):
    (line,) = wrong(guide, "break_even", reqests="5")
    assert line == "reqests: no input of break_even; did you mean requests?"


def test_an_input_of_another_calculator_is_unknown(guide):
    (line,) = wrong(guide, "api_bill", rent__gpu_price="2")
    assert line.startswith("rent.gpu_price: no input of api_bill; ")


def test_a_result_is_no_input(guide):
    (line,) = wrong(guide, "api_bill", call__usage_cost="2")
    assert line.startswith("call.usage_cost: no input of api_bill; ")


@pytest.mark.parametrize("value", ["2", "-0.1", "1.0001", "nan", "inf", "-inf"])
def test_a_value_out_of_range_is_told_with_the_range(guide, value):
    (line,) = wrong(guide, "api_bill", cached_share=value)
    assert line == f"cached_share: {value} is out of range; it lies between 0 and 1 1"


@pytest.mark.parametrize("value", ["0", "1"])
def test_the_ends_of_a_range_are_in_it(guide, value):
    asked, _ = parse(guide.calculators["api_bill"], guide.quantities, {"cached_share": value})
    assert asked == {"cached_share": float(value)}


@pytest.mark.parametrize("value", ["", "many", "1,500", "50%", "$5", "1 000", "0x10", "1e"])
def test_text_where_a_number_is_due_is_told_with_an_example(guide, value):
    (line,) = wrong(guide, "api_bill", requests=value)
    assert line == f"requests: {value!r} is no number; write a plain decimal such as 1500 or 0.25"


def test_an_unknown_option_is_told_with_the_nearest(guide):
    (line,) = wrong(guide, "break_even", call__offer="openai/gpt-6-soll")
    assert line == "call.offer: no option openai/gpt-6-soll; did you mean openai/gpt-6-sol?"


def test_everything_wrong_is_told_at_once(guide):
    lines = wrong(guide, "break_even", reqests="5", cached_share="2", output_tokens="many", rent__model="llama", requests="7")
    assert len(lines) == 4
    for start in (
        "reqests: no input",
        "cached_share: 2 is out of range",
        "output_tokens: 'many' is no number",
        "rent.model: no option",
    ):
        assert sum(line.startswith(start) for line in lines) == 1, start


@pytest.mark.parametrize(
    ("name", "choice"), [("api_bill", "call.offer"), ("break_even", "rent.model"), ("specialized_clouds", "gpu")]
)
def test_best_is_no_option_where_nothing_is_best(guide, name, choice):
    """Only a choice that knows what the least of is can pick; elsewhere the first of the list would pass for the best."""
    (line,) = wrong(guide, name, **{choice.replace(".", "__"): "best"})
    assert line.startswith(f"{choice}: no option best")


def test_an_offer_that_is_gone_is_said_to_be_of_another_day(guide):
    with pytest.raises(NotOnRecordError, match="openai/gpt-4 is not on record on this day"):
        parse(guide.calculators["api_bill"], guide.quantities, {"call.offer": "openai/gpt-4"})


def test_a_model_without_measurements_on_an_offers_gpu_is_said_so(guide):
    with pytest.raises(NotOnRecordError, match="No measured throughput of gpt-oss-120b on the GPU of H100 SXM"):
        guide.answer("rented_fleet", {"rent.model": "gpt-oss-120b", "rent.offer": "aws/p5.48xlarge"})
