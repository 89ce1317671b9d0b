"""Components of a page, rendered from their templates: tables, figures, facts, sources, calculators."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from calculators.engine.calculator import Answer, Calculator
from calculators.engine.change import Change
from calculators.engine.dated import Source, day_words
from calculators.engine.facts import Fact
from calculators.engine.guide import Guide
from calculators.engine.standing import Judged
from calculators.engine.table import Chart, Table
from publisher import corrections as corrected
from publisher import figures
from publisher.corrections import Correction
from publisher.feeds import change_id
from publisher.on_demand import OnDemand
from publisher.report import TEXT, report_href
from publisher.site import Site
from publisher.table_csv import csv_bytes

CSV_FOLDER = "tables"
SORTED_FROM = 8  # rows from which sorting is worth its controls


def environment(templates: Path) -> Environment:
    """Templates of the page: what they put in is escaped, what they name must exist."""
    return Environment(
        loader=FileSystemLoader(templates), undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True,
        keep_trailing_newline=True,
    )  # fmt: skip


def source_href(id_: str) -> str:
    """Where a source stands, as authors link to it."""
    return f"sources.md#source-{id_}"


@dataclass(frozen=True)
class Figure:
    """A chart as pages show it. asked: the query of the answer that it draws, empty for a chart of the market."""

    chart: Chart
    asked: str = ""


class Components:
    """Renders components for pages, and gathers the files (CSV) that they bring along.

    site: where reports go and where pages stand; asked: files of each calculator that load when they are asked for.
    corrections: what has been put right so far.
    """

    def __init__(
        self, guide: Guide, env: Environment, cache: Path | None, site: Site | None = None,
        asked: OnDemand | None = None, corrections: Sequence[Correction] = (),
    ) -> None:  # fmt: skip
        self.guide, self.env, self.cache, self.site, self.corrections = guide, env, cache, site, corrections
        self.asked = asked or OnDemand()
        self.further: dict[str, str] = {}  # by calculator the file of its further inputs
        self.files: dict[str, bytes] = {}
        self.drawings: dict[tuple[str, str], dict[str, str]] = {}  # of each chart by its id and what is asked
        self.answers: dict[tuple[str, str], Answer] = {}  # by calculator and query: pages ask the same several times

    def render(self, name: str, *values: Any, **named: Any) -> Markup:
        """The macro of a component's file called with values."""
        macro = getattr(self.env.get_template(f"components/{name}.html").module, name)
        return Markup(macro(*values, **named))

    def table_data(self, table: Table, root: str, asked: str = "", *, follows: bool = False) -> dict[str, Any]:
        """A table as its template takes it. Its rows are saved as CSV beside, under a name of what is asked.

        follows: whether it shows a reader's own answer, as a table of every option does.
        """
        path = f"{CSV_FOLDER}/{'-'.join(re.findall('[a-z0-9]+', f'{table.id} {asked}'.lower()))}.csv"
        self.files[path] = csv_bytes(table)
        return {
            "id": table.id, "caption": table.caption, "columns": table.columns, "rows": table.rows, "filter": table.filter,
            "places": [], "sortable": len(table.rows) >= SORTED_FROM, "sweep": table.sweep, "csv_href": root + path, "under": "",
            "source": self.sources(table.sources, table.note, follows=follows or bool(table.sweep)),
        }  # fmt: skip

    def table(self, table: Table, root: str) -> Markup:
        """A table with its caption, source line and CSV."""
        return self.render("table", self.table_data(table, root))

    def changes(self, found: Sequence[Change], *, announced: bool) -> Markup:
        """What changed, day by day; what is announced is marked once its day has passed on the reader's clock."""
        return self.render("changes", [
            {
                "id": change_id(each), "title": each.title, "words": each.words,
                "passes": each.day.isoformat() if announced else "", "day_text": day_words(each.day),
                "tables": [self._plain(table, change_id(each)) for table in each.tables],
                "more": [self._plain(table, change_id(each)) for table in each.more],
            }
            for each in found
        ])  # fmt: skip

    def correction_list(self, what: str) -> Markup:
        """What was wrong in the guide, or in the article that it grew from, and has been put right."""
        return self.render("corrections", [
            vars(each) | {"anchor": each.anchor, "day_text": day_words(each.corrected)}
            for each in corrected.of(self.corrections, what)
        ])  # fmt: skip

    def _plain(self, table: Table, section: str) -> dict[str, Any]:
        """A table of a section, named with its heading: no file of its own, no controls."""
        return {
            "id": table.id, "caption": table.caption, "columns": table.columns, "rows": table.rows, "filter": False,
            "places": [], "sortable": False, "sweep": "", "csv_href": "", "source": table.note, "under": f"{section}-title",
        }  # fmt: skip

    def figure_data(self, chart: Chart, root: str, asked: str = "") -> dict[str, Any]:
        """A chart as its template takes it: drawn in two widths, with its data."""
        drawn, follows = self.drawn(Figure(chart, asked)), chart.live is not None
        data = self.table_data(chart.table, root, asked, follows=follows) | {"places": _places(chart)} if chart.table else None
        return {
            "id": chart.id, "title": chart.title, "subtitle": chart.subtitle, "svg_wide": Markup(drawn["wide"]),
            "svg_narrow": Markup(drawn["narrow"]), "table": data, "csv_href": "", "told": chart.told,
            "reading": chart.reading if chart.places else "",
            "source": self.sources(chart.sources, chart.note, follows=follows),
        }  # fmt: skip

    def drawn(self, figure: Figure) -> dict[str, str]:
        """The two drawings of a figure, each made once for all pages."""
        key, chart = (figure.chart.id, figure.asked), figure.chart
        if key not in self.drawings:
            self.drawings[key] = figures.draw(chart.spec, chart.id, chart.description, self.cache)  # type: ignore[arg-type]
        return self.drawings[key]

    def figure(self, chart: Chart, root: str) -> Markup:
        """A chart with its finding as the title."""
        return self.render("figure", self.figure_data(chart, root))

    def sources(self, ids: Mapping[str, Any] | Any, note: str, *, follows: bool = False) -> Markup:
        """A source line: each source linked, then a note and the day of the prices, which a reader may move where it follows."""
        links = [
            Markup('<a href="{}">{}</a>').format(source_href(id_), self.guide.sources[id_].title.partition(",")[0]) for id_ in ids
        ]
        parts = [Markup("Sources: ") + Markup(", ").join(links) + "."] if links else []
        parts += [escape(note)] if note else []
        day = Markup("Prices as of <span data-priced>{}</span>." if follows else "Prices as of {}.").format(
            day_words(self.guide.as_of)
        )
        return Markup(" ").join([*parts, day])

    def doubt(self, calculator: Calculator, query: str, shown: str, root: str) -> dict[str, str] | None:
        """The link by which to tell of a wrong figure, and the files of the working; None outside of a site."""
        if self.site is None:
            return None
        template, day = self.site.corrections.url, day_words(self.guide.as_of)
        address = f"{self.site.base_url}{calculator.page}/"
        return {
            "corrections": f"{corrected.PAGE}.md" if self.corrections else "",
            "template": template, "day": day, "subject": calculator.title, "address": address, "text": TEXT,
            "files": " ".join(root + path for path in self.asked.workings[calculator.name]),
            "href": report_href(template, calculator.title, address + (f"?{query}" if query else ""), shown, day),
        }  # fmt: skip

    def fact(self, fact: Fact) -> Markup:
        """A figure in prose with its source and day."""
        return self.render("fact", {
            "text": fact.text, "label": fact.label, "source_id": fact.source.id, "source_title": fact.source.title,
            "source_href": source_href(fact.source.id), "dated_text": day_words(fact.dated), "confidence": fact.confidence,
        })  # fmt: skip

    def claim(self, judged: Judged) -> Markup:
        """How a claim stood on its own day and stands on the guide's; once where the two days are one."""
        days = [(judged.dated, judged.then)] + [(self.guide.as_of, judged.now)] * (judged.dated != self.guide.as_of)
        return self.render("claim", {
            "told": judged.told, "href": judged.page, "days": [(day_words(day), standing.words) for day, standing in days],
        })  # fmt: skip

    def cite(self, source: Source) -> Markup:
        """A small mark that leads to a source."""
        return self.render("cite", {
            "id": source.id, "title": source.title, "href": source_href(source.id), "dated_text": day_words(source.dated),
        })  # fmt: skip

    def source_list(self, used: Mapping[str, list[dict[str, str]]]) -> Markup:
        """Every source of the guide. used: pages that cite each, by source id."""
        entries = [
            {"id": s.id, "title": s.title, "url": s.url, "dated_text": day_words(s.dated), "read_text": day_words(s.read),
             "confidence": s.confidence, "note": s.note, "used": used.get(s.id, [])}
            for s in sorted(self.guide.sources.values(), key=lambda s: s.title.lower())
        ]  # fmt: skip
        return self.render("source_list", entries)


def _places(chart: Chart) -> list[dict[str, str]]:
    """For each row of a chart's table where it is drawn, by the kind of drawing."""
    if not chart.places or chart.live:  # a chart that follows tells its places itself
        return []
    every = {kind: chart.places(width) for kind, width in figures.WIDTHS.items()}
    return [dict(zip(every, (place.text for place in row), strict=True)) for row in zip(*every.values(), strict=True)]
