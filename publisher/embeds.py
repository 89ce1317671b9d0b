"""A calculator as a page of its own, for a frame on somebody else's page."""

from __future__ import annotations

from calculators.engine.guide import Guide
from calculators.engine.problems import NotOnRecordError
from publisher.components import Components
from publisher.forms import Forms, embed_folder
from publisher.pages import PageSource


def embeds(guide: Guide, components: Components, used: set[str]) -> dict[str, tuple[PageSource, str]]:
    """(page, body) of each calculator that a page of the guide has, answered for the guide's own inputs, by its name."""
    forms, found = Forms(guide, components), {}
    for name in sorted(used):
        folder = embed_folder(name)
        calculator = guide.calculators[name]
        page = PageSource(folder.removesuffix("/"), folder, calculator.title, calculator.title, calculator.title, "", "", ())
        try:
            found[name] = (page, str(forms.framed(guide.answer(name, {}), page.root)))
        except NotOnRecordError:  # a day without the prices that the guide's own inputs need: no page links to a frame then
            continue
    return found
