"""What becomes of a macro that cannot answer: a mistake is noted at its author's line, a lack of the day is said in words."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any

from markupsafe import escape

from calculators.engine.guide import Guide
from calculators.engine.problems import NOT_ON_RECORD, ContentError, NotOnRecordError, Problems
from publisher.tokens import Tokens
from publisher.unanswered import unanswered

INLINE = frozenset({"sentence", "finding"})  # what stands within a sentence, where others stand alone


class Guard:
    """Guards the macros of one page, so that all of its mistakes are told at once. shown: the page's file, for messages.

    unanswered: a sentence for each macro that needs what the guide's day does not have.
    """

    def __init__(self, guide: Guide, shown: str, tokens: Tokens, problems: Problems) -> None:
        self.guide, self.shown, self.tokens, self.problems = guide, shown, tokens, problems
        self.unanswered: list[str] = []

    def called(self, name: str, macro: Callable[..., str], args: Sequence[Any], named: dict[str, Any]) -> str:
        """What a macro gives; words where the guide's day has no answer, and nothing where there is a mistake."""
        try:
            return macro(*args, **named)
        except NotOnRecordError as error:
            return self._unanswered(name, args, error)
        except (ContentError, TypeError, ValueError) as error:
            said = str(error).partition(f".{name}() ")[2] or error  # without the Python name of the macro
            lines = error.lines if isinstance(error, ContentError) else [f"{name}(…): {said}"]
            self.problems.relay(f"{self.shown}:{_template_line()}", lines, right="see the macro's description")
            return ""

    def _unanswered(self, name: str, args: Sequence[Any], error: NotOnRecordError) -> str:
        """What stands in the place of an answer that the guide's day does not have: words, never a figure."""
        if name == "prefilled":
            return self.tokens.keep(str(escape(args[-1])))
        text = unanswered(self.guide.as_of, error)
        self.unanswered.append(text)
        if name == "value" or name in self.guide.macros:
            return self.tokens.keep(f'<span class="figure">{NOT_ON_RECORD}</span>')
        block = name not in INLINE
        return self.tokens.keep(f"<p>{escape(text)}</p>" if block else str(escape(text)), block=block)


def _template_line() -> int:
    """The line of the author's text that is being rendered."""
    frame = sys._getframe(1)
    while frame:
        template = frame.f_globals.get("__jinja_template__")
        if template is not None:
            return int(template.get_corresponding_lineno(frame.f_lineno))
        frame = frame.f_back  # type: ignore[assignment]
    return 1
