"""The page that people send links from: each section by the question that it answers, and a form that fills a link in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from calculators.engine.choices import Option
from calculators.engine.guide import Guide
from calculators.engine.problems import NotOnRecordError
from publisher import prefill, qr
from publisher.assets import Assets, light, sheet
from publisher.components import Components
from publisher.inputs import Inputs
from publisher.pages import PageSource
from publisher.shares import Share
from publisher.site import Site
from publisher.targets import CASES, Target
from publisher.tokens import SENT
from publisher.unanswered import unanswered

CODES = "links"  # the folder of QR codes
STYLE, FINDER, FORM = "links.css", "links.js", "sender.js"
SCRIPTS = {FINDER: (FINDER,), FORM: ("qr.js", "sender.js")}  # the second loads when somebody chooses a question


def sending_assets(templates: Path) -> dict[str, bytes]:
    """What the page loads beside what every page has, by plain name."""
    folder = templates / "assets"
    scripts = {name: light(folder / part for part in parts) for name, parts in SCRIPTS.items()}
    return scripts | {STYLE: sheet(folder / STYLE)}


class Sending:
    """Makes the parts of a page that people send links from.

    shared: every short address; pictures: where each card is asked for, below the site's root, by its name.
    """

    def __init__(
        self, guide: Guide, site: Site, pages: Mapping[str, PageSource], components: Components, targets: Sequence[Target],
        shared: Iterable[Share], pictures: Mapping[str, str],
    ) -> None:  # fmt: skip
        self.guide, self.site, self.pages, self.components, self.pictures = guide, site, pages, components, pictures
        self.filling = {calculator.page for calculator in guide.calculators.values()}
        self.shared = {share.folder: share for share in shared}
        self.targets = [target for target in targets if target.folder in self.shared or self._case(target)]

    def filled(self, page: PageSource, body: str, assets: Assets) -> str:
        """A page's HTML with its form and its list."""
        made = {
            "link_form": lambda: self.components.render("link_form", self._form(page.root, assets)),
            "links_list": lambda: self.components.render("links_list", self._groups(page.root)),
        }
        for part, place in SENT.items():
            if place in body:
                body = body.replace(place, made[part]())
        return body

    def codes(self) -> dict[str, bytes]:
        """The QR code of each link, by path."""
        return {_code_file(target): qr.svg(self._link(target)) for target in self.targets}

    def _link(self, target: Target) -> str:
        return prefill.address(self.site.base_url, target, "")

    def _groups(self, root: str) -> list[dict[str, Any]]:
        """Workloads and scenarios, then each page in reading order with its sections."""
        whole = [self._entry(target, root) for target in self.targets if not target.section]
        found = [{"id": "whole", "title": "Workloads and saved scenarios", "href": "", "address": "", "entries": whole}]
        for page in self._in_order():
            entries = [self._entry(target, root) for target in self.targets if target.section and target.page is page]
            found.append({
                "id": page.name.replace("/", "-"), "title": page.short, "href": f"{page.name}.md",
                "address": self.site.base_url + page.folder, "entries": entries,
            })  # fmt: skip
        return [group for group in found if group["entries"]]

    def _in_order(self) -> Iterator[PageSource]:
        """Every page in reading order, those within another after it."""
        for name in ("index", *self.site.order):
            yield self.pages[name]
            yield from (page for page in self.pages.values() if page.within == name)

    def _entry(self, target: Target, root: str) -> dict[str, Any]:
        question, answer = self._said(target)
        share, card = self.shared.get(target.folder), self.pictures.get(target.name)
        return {
            "name": target.name, "question": question, "answer": answer, "link": self._link(target),
            "full": prefill.address(self.site.base_url, target, "", full=True),
            "href": root + share.file if share else f"{target.page.name}.md?{target.brings}",
            "calculator": target.calculator, "start": target.start, "fills": self._fills(target),
            "code": root + _code_file(target), "card": root + card if card else "",
        }  # fmt: skip

    def _fills(self, target: Target) -> bool:
        """Whether there is a point in numbers of somebody's own: on a calculator's page, and where a section says what to try."""
        if target.page.name in self.filling or not target.section:
            return True
        return any(each.asked and each.asked.tried for each in target.page.sections if each.id == target.section)

    def _said(self, target: Target) -> tuple[str, str]:
        """The question and the answer; the heading where a section says no question, and the verdict on a case."""
        share = self.shared.get(target.folder)
        if share and (share.question or not target.section):
            return share.question or share.finding, share.answer
        if share:
            return share.finding, ""
        case = self._case(target)
        return (case.label if case else target.name), self._verdict(target)

    def _case(self, target: Target) -> Option | None:
        """The case on record that a target without a short address fills in; None for what a day without its prices lacks."""
        choice = self.guide.calculators[target.calculator].choice_names.get(CASES)
        return choice.option(target.name) if choice and target.brings else None

    def _verdict(self, target: Target) -> str:
        try:
            return self.guide.verdict(self.guide.answer(target.calculator, dict(parse_qsl(target.start))))
        except NotOnRecordError as error:
            return unanswered(self.guide.as_of, error)

    def _form(self, root: str, assets: Assets) -> dict[str, Any]:
        """The inputs in view of every calculator that a link may fill in, and the files that make them work."""
        used = {target.calculator for target in self.targets}
        made = (self._calculator(name, root, assets) for name in self.guide.calculators if name in used)
        scripts = " ".join(root + assets.paths[name] for name in ("guide.js", FORM))
        return {"scripts": scripts, "calculators": [each for each in made if each]}

    def _calculator(self, name: str, root: str, assets: Assets) -> dict[str, Any]:
        """Nothing on a day without the prices that the guide's own inputs need."""
        try:
            inputs = Inputs(self.guide, self.guide.answer(name, {}))
        except NotOnRecordError:
            return {}
        fields = [inputs.field(each) for each in inputs.in_view()]
        return {
            "name": name, "title": inputs.calculator.title,
            "files": " ".join(root + path for path in (*assets.calculator_scripts(name), *self.components.asked.later[name][:1])),
            "fields": [field | {"id": f"link-{field['id']}"} for field in fields],
        }  # fmt: skip


def _code_file(target: Target) -> str:
    return f"{CODES}/{target.name}.svg"
