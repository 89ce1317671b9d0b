import datetime as dt
import re
from dataclasses import replace

import pytest

from calculators.engine.change import Change
from calculators.engine.problems import NotOnRecordError
from calculators.engine.table import Cell, Column, Row, Table
from tests.publisher.writing import html, mistakes, rendered
from tests.tiny import site

VERDICT = "Buy in Porto: it pays after 5.8 years and gains $6,920 in 8 years."


@pytest.mark.parametrize(
    ("macro", "found"),
    [
        ('value("rent_or_buy", "gain", "city=porto&years=20")', '<span class="figure">$44,600</span>'),
        ('sentence("rent_or_buy", "city=porto")', f'<span class="verdict">{VERDICT}</span>'),
        (
            'prefilled("rent_or_buy", "years=9", "nine & more")',
            '<a href="calculators/rent-or-buy.md?years=9">nine &amp; more</a>',
        ),
        ('rent("alfama")', '<span class="figure">$1,600</span>'),
        ('rent(flat="alfama")', '<span class="figure">$1,600</span>'),
    ],
)
def test_a_macro_says_what_the_guide_computes(macro, found):
    assert html(f"{{{{ {macro} }}}}") == f"<p>{found}</p>"


def test_a_fact_and_a_mark_lead_to_their_source():
    assert 'href="sources.md#source-register-2026"' in html('{{ fact("owners-2025") }}')
    assert 'href="sources.md#source-bank-2026"' in html('{{ cite("bank-2026") }}')


def test_what_a_page_cites_and_computes_is_remembered():
    _, macros, _ = rendered('{{ fact("owners-2025") }} {{ cite("bank-2026") }}\n\n{{ calculator("rent_or_buy") }}')
    assert (macros.cited, macros.calculators) == (["register-2026", "bank-2026"], ["rent_or_buy"])


def test_a_chart_brings_its_drawings_and_a_table_its_csv():
    assert html('{{ chart("rents") }}').count("<svg") == 2
    _, macros, _ = rendered('{{ table("rents") }}')
    assert list(macros.components.files) == ["tables/rents.csv"]


def test_a_finding_is_the_title_of_a_chart_and_else_the_caption_of_a_table():
    tiny = site.guide()
    assert html('{{ finding("rents") }}') == f"<p>{tiny.charts['rents']().title}</p>"
    found, _, _ = rendered('{{ finding("rents") }}', guide=replace(tiny, charts={}))
    assert found == f"<p>{tiny.tables['rents']().caption}</p>"


@pytest.mark.parametrize(
    ("macro", "line"),
    [
        ('value("rent_or_by", "gain")', "no calculator rent_or_by; did you mean rent_or_buy?"),
        ('value("rent_or_buy", "gains")', "rent_or_buy has no gains; did you mean gain?"),
        ('value("rent_or_buy", "gain", "yaers=3")', "yaers: no input of rent_or_buy; did you mean years?"),
        ('value("rent_or_buy", "gain", "years=ten")', "years: 'ten' is no number; write a plain decimal such as 1500 or 0.25"),
        ('value("rent_or_buy", "gain", "years=99")', "years: 99 is out of range; it lies between 1 and 60 year"),
        ('value("rent_or_buy", "gain", "city=faro")', "city: no option faro; there is lisbon, porto"),
        ('value("rent_or_buy", "gain", "city=best")', "city: no option best; there is lisbon, porto"),
        (
            'value("rent_or_buy")',
            "value(…): Macros.value() missing 1 required positional argument: 'name'; see the macro's description",
        ),
        ('chart("rent")', "no chart rent; did you mean rents?"),
        ('finding("rent")', "no chart or table rent; did you mean rents?"),
        ('calculator("buy")', "no calculator buy; there is rent_or_buy"),
        ('formulas("buy")', "no calculator buy; there is rent_or_buy"),
        ('rent("graça")', "no flat graça; did you mean graca?"),
        ('rent(room="alfama")', "rent(…): _rent() got an unexpected keyword argument 'room'; see the macro's description"),
    ],
)
def test_a_wrong_argument_is_told_at_its_line(macro, line):
    assert mistakes(f"Text\n\n{{{{ {macro} }}}}") == [f"content/guide/page.md:3: {line}"]


def test_a_chart_that_cannot_be_drawn_is_told_at_its_line():
    spec = {"mark": "point", "data": {"values": [{"rent": 1}]}, "encoding": {"x": {"field": "rnet", "type": "quantitative"}}}
    chart = replace(site.guide().charts["rents"](), spec=lambda width: spec)
    guide = replace(site.guide(), charts={"rents": lambda: chart})
    assert mistakes('a\n{{ chart("rents") }}', guide) == [
        "content/guide/page.md:2: chart(…): rents-chart-wide has NaN in it; a field of its data has another name",
    ]


def without_a_price():
    """The tiny guide on a day for which Alfama has no rent."""
    calculator = site.guide().calculators["rent_or_buy"]
    gone = tuple(
        replace(each, other_days=frozenset({"alfama"})) if each.name == "rent.flat" else each for each in calculator.choices
    )
    return replace(site.guide(), calculators={"rent_or_buy": replace(calculator, choices=gone)})


NOTHING = "<p>For 30 June 2026 this cannot be answered: alfama is not on record.</p>"


@pytest.mark.parametrize(
    ("macro", "found"),
    [
        ('value("rent_or_buy", "gain", "rent.flat=alfama")', '<p><span class="figure">no price on record</span></p>'),
        ('prefilled("rent_or_buy", "rent.flat=alfama", "In Alfama")', "<p>In Alfama</p>"),
        ('sentence("rent_or_buy", "rent.flat=alfama")', NOTHING),
        ('calculator("rent_or_buy", "rent.flat=alfama")', NOTHING),
    ],
)
def test_what_is_not_on_record_is_said_in_words(macro, found):
    text, _, lines = rendered(f"{{{{ {macro} }}}}", guide=without_a_price())
    assert (text, lines) == (found, [])


def test_a_page_remembers_what_its_day_does_not_have_but_not_for_a_link():
    _, macros, _ = rendered('{{ value("rent_or_buy", "gain", "rent.flat=alfama") }}', guide=without_a_price())
    assert macros.unanswered == [re.sub("</?p>", "", NOTHING)]
    _, macros, _ = rendered('{{ prefilled("rent_or_buy", "rent.flat=alfama", "In Alfama") }}', guide=without_a_price())
    assert macros.unanswered == []


def test_a_price_that_is_not_on_record_is_said_in_words():
    def gone(_):
        raise NotOnRecordError(["no price on record for the flat"])

    text, macros, _ = rendered('{{ rent("alfama") }}', guide=replace(site.guide(), macros={"rent": gone}))
    assert text == '<p><span class="figure">no price on record</span></p>'
    assert macros.unanswered == ["For 30 June 2026 this cannot be answered: no price on record for the flat."]


def test_a_finding_that_is_not_on_record_leaves_its_sentence_whole():
    def early():
        raise NotOnRecordError(["no rent on record by this day; choose a later one"])

    found = rendered('It says: {{ finding("rents") }}', guide=replace(site.guide(), charts={"rents": early}))[0]
    assert found == "<p>It says: For 30 June 2026 this cannot be answered: no rent on record by this day.</p>"


def table(id_):
    return Table(id_, f"Table {id_}", (Column("a", "A"),), (Row("x", (Cell("x"),)),))


def changing():
    """The tiny guide with four changes before its day, 2026-06-30, and one after it."""
    days = [*(dt.date(2026, 6, day) for day in (20, 15, 10, 5)), dt.date(2026, 7, 1)]
    made = tuple(Change(day, f"<moved> {day}", ("Some & all.",), (table(f"a-{day}"),), (table(f"b-{day}"),)) for day in days)
    return replace(site.guide(), changes=lambda: made)


def test_changes_stand_open_for_the_first_and_folded_for_the_others():
    found, macros, wrong = rendered("{{ changes() }}", guide=changing())
    assert wrong == []
    assert macros.tells_changes
    assert found.count('<section class="change"') == 4
    assert '<h3 id="changed-2026-06-20-title">&lt;moved&gt; 2026-06-20</h3>' in found
    assert "<p data-unsearched>Some &amp; all.</p>" in found
    assert found.count("<details>") == 3 + 2
    assert "<summary>Table a-2026-06-05 (1)</summary>" in found
    assert "<summary>Table a-2026-06-20 (1)</summary>" not in found
    assert 'role="region" aria-labelledby="a-2026-06-20-caption changed-2026-06-20-title"' in found
    assert "data-passes" not in found


def test_what_is_announced_is_marked_with_its_day():
    found, macros, _ = rendered("{{ changes(announced=true) }}", guide=changing())
    assert not macros.tells_changes
    assert found.count('<section class="change" id="changed-2026-07-01"') == 1
    assert '<p class="notice" data-passes="2026-07-01" hidden>1 July 2026 has passed' in found


def test_a_guide_that_tells_no_changes_says_so():
    assert html("{{ changes() }}").strip() == "<p>Nothing is on record.</p>"
