"""What content/site.yaml says of the whole site."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from calculators.engine.fields import Fields
from calculators.engine.problems import Problems
from calculators.engine.strict_yaml import read
from publisher.languages import Language, read_languages


@dataclass(frozen=True)
class Publisher:
    """Who publishes the guide, and what it gains from readers."""

    name: str
    url: str
    interest: str


@dataclass(frozen=True)
class CallToAction:
    """The one thing that the publisher offers."""

    text: str
    label: str
    url: str


BLANKS = ("{subject}", "{body}")


@dataclass(frozen=True)
class Corrections:
    """Where a reader tells of a wrong figure: an address with the blanks {subject} and {body}."""

    url: str


@dataclass(frozen=True)
class OpenData:
    """What is said of the data that readers may take away: its name, what it holds, and under which terms."""

    title: str
    description: str
    license: str
    license_url: str
    terms: str


@dataclass(frozen=True)
class Part:
    """A part of the contents: a heading and its pages by name, in order."""

    name: str
    pages: tuple[str, ...]


@dataclass(frozen=True)
class Site:
    """Title, address, publisher and contents. base_url ends with a slash; base_path is its path."""

    title: str
    tagline: str
    description: str
    base_url: str
    language: str
    publisher: Publisher
    call_to_action: CallToAction
    corrections: Corrections
    contents: tuple[Part, ...]
    data: OpenData | None = None
    languages: tuple[Language, ...] = ()

    @property
    def base_path(self) -> str:
        """The path under which the site is served, for the 404 page alone."""
        return urlsplit(self.base_url).path

    @property
    def outgoing(self) -> tuple[str, ...]:
        """How the addresses start that pages may link to though they are no sources."""
        license_url = self.data.license_url if self.data else ""
        corrections = self.corrections.url.partition("{")[0]
        return tuple(url for url in (self.publisher.url, self.call_to_action.url, corrections, license_url) if url)

    @property
    def order(self) -> tuple[str, ...]:
        """Every page of the contents, in reading order."""
        return tuple(page for part in self.contents for page in part.pages)


def read_site(content: Path, problems: Problems) -> Site:
    """The site from content/site.yaml. Mistakes are noted in problems."""
    with Fields(read(content / "site.yaml", content, problems), problems) as f:
        f.has("as_of")  # the guide reads the day itself
        base_url = f.text("base_url")
        if base_url and not (base_url.startswith("https://") and base_url.endswith("/")):
            f.wrong("base_url", f"base_url is {base_url}", "write https://…/ with a slash at the end")
        with f.inside("publisher") as entry:
            publisher = Publisher(entry.text("name"), entry.text("url", ""), entry.text("interest"))
        with f.inside("call_to_action") as entry:
            action = CallToAction(entry.text("text"), entry.text("label"), entry.text("url"))
        with f.inside("corrections") as entry:
            corrections = _corrections(entry)
        data = None
        if f.has("data"):
            with f.inside("data") as entry:
                data = OpenData(*(entry.text(key) for key in ("title", "description", "license", "license_url", "terms")))
        contents = tuple(Part(entry.text("part"), entry.texts("pages")) for entry in f.items("contents"))
        language = f.text("language", "en")
        return Site(
            f.text("title"), f.text("tagline"), f.text("description"), base_url, language,
            publisher, action, corrections, contents, data, read_languages(f, language, base_url),
        )  # fmt: skip


def _corrections(f: Fields) -> Corrections:
    url = f.text("url")
    if url and not url.startswith(("mailto:", "https://")):
        f.wrong("url", f"url is {url}", "write an address that starts with mailto: or https://")
    if url and (missing := [blank for blank in BLANKS if url.count(blank) != 1]):
        f.wrong(
            "url",
            f"url does not hold {' and '.join(missing)} once",
            "write for example mailto:us@…?subject={subject}&body={body}",
        )
    return Corrections(url)
