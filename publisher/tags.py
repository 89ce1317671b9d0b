"""What a page says of itself where its link is pasted: Open Graph, and Twitter's cards, which X and others read."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from calculators.engine.dated import day_words
from calculators.engine.fields import NO_DAY
from publisher.cards import HEIGHT, WIDTH
from publisher.site import Site

TITLE = 110  # characters: the most that search engines take of a headline; previews show two lines of it
DESCRIPTION = 300  # characters: previews cut off what is longer, in the middle of a word
SENTENCE = re.compile(r"(?<=[.!?]) (?=\S)")
TERRITORIES = {"en": "en_US"}  # Open Graph wants a language with its country: where the site names none, the language's usual one

Tag = tuple[str, str, str]


@dataclass(frozen=True)
class Told:
    """What tags tell of a page. address, card: absolute; published, changed: NO_DAY where nobody has said."""

    title: str
    description: str
    address: str
    card: str
    day: dt.date
    published: dt.date = NO_DAY
    changed: dt.date = NO_DAY
    article: bool = True


def tags(site: Site, told: Told) -> list[Tag]:
    """The tags of a page in order, each as (name of the attribute, its value, content)."""
    title, description = shortened(told.title, TITLE), shortened(told.description, DESCRIPTION)
    alt = card_alt(title, told.day)
    days = [("published_time", told.published), ("modified_time", told.changed)] if told.article else []
    graph = [
        ("og:title", title), ("og:description", description), ("og:type", "article" if told.article else "website"),
        ("og:url", told.address), ("og:site_name", site.title), ("og:locale", _locale(site.language)),
        ("og:image", told.card), ("og:image:type", "image/png"), ("og:image:width", str(WIDTH)), ("og:image:height", str(HEIGHT)),
        ("og:image:alt", alt), *((f"article:{name}", day.isoformat()) for name, day in days if day != NO_DAY),
    ]  # fmt: skip
    twitter = [
        ("card", "summary_large_image"), ("title", title), ("description", description), ("image", told.card), ("image:alt", alt),
    ]  # fmt: skip
    return [("property", name, text) for name, text in graph] + [("name", f"twitter:{name}", text) for name, text in twitter]


def card_alt(title: str, day: dt.date) -> str:
    """What a card says, for who cannot see it."""
    return f"{title.rstrip('.')}. Prices as of {day_words(day)}."


def _locale(language: str) -> str:
    return TERRITORIES.get(language, language.replace("-", "_"))


def shortened(text: str, most: int) -> str:
    """As many of a text's sentences as there is room for; of a first one that is too long, its words."""
    if len(text) <= most:
        return text
    sentences = SENTENCE.split(text)
    while len(sentences) > 1 and len(" ".join(sentences)) > most:
        sentences.pop()
    kept = " ".join(sentences)
    return kept if len(kept) <= most else f"{kept[: most - 1].rpartition(' ')[0].rstrip(',;:')}…"
