"""The languages in which the guide stands, each built from a content folder of its own.

The first language stands at the guide's address, every other in a folder of its code below it: `es` at `es/`.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from calculators.engine.fields import Fields
from calculators.engine.nearest import nearest
from calculators.engine.problems import Problems

CODE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")
ANY = "x-default"  # whose reader has none of the languages


@dataclass(frozen=True)
class Language:
    """A language by its code, as HTML takes it. pages: those that it has by name; empty where it has all."""

    code: str
    pages: tuple[str, ...] = ()

    def has(self, page: str) -> bool:
        """Whether the page stands in this language as well."""
        return not self.pages or page in self.pages


def folder(languages: Collection[Language], code: str) -> str:
    """Where a language stands below the guide's address: '' for the first, 'es/' for es."""
    first = next(iter(languages)).code if languages else code
    return "" if code == first else f"{code}/"


def read_languages(f: Fields, own: str, base_url: str) -> tuple[Language, ...]:
    """`languages` of content/site.yaml: none where the guide stands in its own alone."""
    found = tuple(Language(entry.text("language"), entry.texts("pages")) for entry in f.items("languages", needed=False))
    codes = [language.code for language in found]
    if not found:
        return ()
    if wrong := [code for code in codes if not CODE.fullmatch(code)]:
        f.wrong("languages", f"languages hold {', '.join(wrong)}", "write a code such as en, es or pt-BR")
    elif len(set(codes)) < len(codes) or own not in codes:
        f.wrong("languages", f"languages are {', '.join(codes)}", f"name each once, and {own}, in which this content is")
    elif (below := folder(found, own)) and not base_url.endswith(f"/{below}"):
        f.wrong("base_url", f"base_url is {base_url}", f"{own} is not the first language, so end it with /{below}")
    return found


def check_pages(languages: Collection[Language], own: str, pages: Collection[str], place: str, problems: Problems) -> None:
    """No language has a page that is none. The first language knows all pages, any other its own alone."""
    for language in languages if not folder(languages, own) else [each for each in languages if each.code == own]:
        for name in language.pages:
            if name not in pages:
                problems.add(place, f"language {language.code} names {name}, which is no page", nearest(name, sorted(pages)))


def alternates(languages: Collection[Language], base_url: str, own: str, name: str, address: str) -> dict[str, str]:
    """The page's address in each language by code, and under x-default in the first that has it; none where it has but one.

    base_url: of the content in the language `own`; name, address: the page, and its folder below base_url.
    """
    root = base_url.removesuffix(folder(languages, own))
    found = {each.code: f"{root}{folder(languages, each.code)}{address}" for each in languages if each.has(name)}
    return found | {ANY: next(iter(found.values()))} if len(found) > 1 and own in found else {}
