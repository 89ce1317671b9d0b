"""The syntax of authors' texts: Jinja, whose macros are worked out on a page, or only read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateSyntaxError, Undefined, nodes


def syntax(loader: BaseLoader | None = None) -> Environment:
    """Jinja with comments of its own, since {# opens the id of a section; what it does not know is a mistake."""
    return Environment(
        loader=loader, undefined=StrictUndefined, comment_start_string="<#", comment_end_string="#>",
        keep_trailing_newline=True, finalize=_called,
    )  # fmt: skip


def calls(text: str, macro: str) -> Iterator[tuple[list[Any], dict[str, Any]]]:
    """What each call of a macro in a text is given, by place and by name, in the order of the text.

    Nothing is worked out: a call whose values are not written out in it is left out, as is all of a text whose braces are wrong,
    which is told where the page is rendered.
    """
    try:
        found = syntax().parse(text).find_all(nodes.Call)
    except TemplateSyntaxError:
        return
    for call in found:
        if isinstance(call.node, nodes.Name) and call.node.name == macro:
            try:
                yield [each.as_const() for each in call.args], dict(each.as_const() for each in call.kwargs)
            except nodes.Impossible:
                continue


def _called(value: Any) -> Any:
    """What stands in braces, unless it is a macro that nobody called: its Python name would be published."""
    if callable(value) and not isinstance(value, Undefined):
        raise TypeError("a macro without its brackets")
    return value
