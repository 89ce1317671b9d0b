"""Calls of macros are read from a text's syntax, whichever way its author wrote them."""

import re

import pytest

from calculators.engine.problems import Problems
from publisher.author_text import calls
from publisher.pages import read_pages
from publisher.targets import held
from tests.conftest import CONTENT
from tests.publisher.writing import rendered, source

QUERY = "years=12&city=porto"


@pytest.mark.parametrize(
    "text",
    [
        '{{ calculator("rent_or_buy", "years=12&city=porto") }}',
        "{{- calculator('rent_or_buy',  'years=12&city=porto') -}}",
        '{{ calculator("rent_or_buy", query="years=12&city=porto", brief=false) }}',
        '{{ calculator(query="years=12" ~ "&city=porto", name="rent_or_buy") }}',
        '{{\n  calculator(\n    "rent_or_buy",\n    "years=12&city=porto"\n  )\n}}',
        '{% if 1 > 0 %}{{ calculator("rent_or_buy", "years=12&city=porto") }}{% endif %}',
        'Text of {{ fact("owners-2025") }}\n\n{{ calculator("rent_or_buy", "years=12&city=porto") }}\n{# not a comment',
        '<# {{ calculator("rent_or_buy", "years=1") }} #>{{ calculator("rent_or_buy", "years=12&city=porto") }}',
        '{% raw %}{{ calculator("rent_or_buy", "years=1") }}{% endraw %}{{ calculator("rent_or_buy", "years=12&city=porto") }}',
        '`calculator("rent_or_buy", "years=1")` {{ calculator("rent_or_buy", "years=12&city=porto") }}',
    ],
)
def test_a_page_holds_what_its_macros_render(text):
    assert held(source(text)) == {"rent_or_buy": QUERY}
    _, macros, lines = rendered(text)
    assert lines == []
    assert [(answer.calculator.name, answer.chosen | answer.asked) for answer in macros.answers] == [
        ("rent_or_buy", {"city": "porto", "years": 12.0})
    ]


def test_calls_come_in_the_order_of_the_text_and_the_first_of_a_calculator_counts():
    text = '{{ calculator("b") }} {{ calculator("a", "x=1") }} {{ calculator("b", "y=2") }} {{ table("c") }}'
    assert list(calls(text, "calculator")) == [(["b"], {}), (["a", "x=1"], {}), (["b", "y=2"], {})]
    assert list(held(source(text)).items()) == [("b", ""), ("a", "x=1")]


@pytest.mark.parametrize("text", ["No call", "{{ calculator }}", "{{ calculator(name) }}", '{{ calculator("a" }}', "{% if %}"])
def test_what_does_not_say_what_it_calls_is_left_out(text):
    assert list(calls(text, "calculator")) == []


def test_each_page_of_the_guide_holds_the_calculators_that_were_rendered_on_it(files):
    problems = Problems()
    form = re.compile(r'<form data-calculator="([^"]+)"(?: data-start="([^"]*)")?')
    for page in read_pages(CONTENT, problems).values():
        assert form.findall(files[page.file].decode()) == list(held(page).items()), page.name
    assert problems.lines == []
