import re

import pytest

from publisher.components import Components, environment
from publisher.forms import Forms, command, query
from publisher.inputs import field_text
from tests.tiny import site


def answer(**pairs):
    return site.guide().answer("rent_or_buy", {name.replace("__", "."): text for name, text in pairs.items()})


def form(**pairs):
    forms = Forms(site.guide(), Components(site.guide(), environment(site.TEMPLATES), None))
    return str(forms.calculator(answer(**pairs), ""))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1500.0, "1,500"),
        (0.25, "0.25"),
        (1234.5, "1,234.5"),
        (0.12345678, "0.123457"),
        (7.000000000000001, "7"),
        (-1500.0, "-1500"),
        (0.0, "0"),
        (float("inf"), ""),
    ],
)
def test_a_field_holds_a_plain_decimal_with_commas(value, text):
    assert field_text(value) == text


def test_every_field_has_its_value_and_a_slider_beside_it():
    slider, field = re.findall(r'<input[^>]*name="years"[^>]*>', form(years="12"))[::-1]
    assert 'value="12"' in field
    assert re.findall(r' (type|min|max|value|aria-valuetext)="([^"]*)"', slider) == [
        ("type", "range"),
        ("min", "0"),
        ("max", "36"),
        ("value", "11"),
        ("aria-valuetext", "12 years"),
    ]


def test_a_share_is_percent_on_screen():
    field = re.search(r'<input[^>]*name="fees_share"[^>]*>', form(fees_share="0.075"))[0]
    assert re.findall(r' value="([^"]*)"', field) == ["7.5"]


def test_every_label_names_its_field():
    text = form()
    names, ids = re.findall(r'<label for="([^"]*)"', text), re.findall(r'<(?:input|select|textarea) [^>]*?id="([^"]*)"', text)
    assert names
    assert names == ids


def test_every_id_stands_once_and_every_description_is_there():
    text = form()
    ids = re.findall(r'\sid="([^"]*)"', text)
    assert len(ids) == len(set(ids))
    described = {each for found in re.findall(r'aria-(?:describedby|labelledby)="([^"]*)"', text) for each in found.split()}
    assert described <= set(ids)


def test_the_picked_options_are_selected():
    assert re.findall(r'<option value="([^"]*)" selected>', form(city="porto")) == ["porto", "best"]
    assert re.findall(r'<option value="([^"]*)" selected>', form(rent__flat="alfama")) == ["lisbon", "alfama"]


def test_a_result_has_its_range_and_none_is_said_in_words():
    text = form(years="8")
    assert re.search(r'data-range="gain">between −\$98,780 and \$32,420<', text)
    assert re.search(r'data-q="break_even"[^>]*>none in reach<', form(mortgage_rate="0.2"))


def test_a_default_says_on_what_it_rests():
    text = form()
    assert "Default 8, plausibly 3 to 20. An assumption: half of all owners move within eight years." in text
    assert '<a href="sources.md#source-bank-2026">Central bank, mortgage rates</a>' in text


def test_an_answer_is_a_query_and_a_command():
    found = answer(rent__flat="alfama", years="12.50")
    assert query(found) == "rent.flat=alfama&years=12.5"
    assert command(found) == "python build.py calc rent_or_buy rent.flat=alfama years=12.5"
    assert command(answer()) == "python build.py calc rent_or_buy"
