"""What links show where they are pasted: every page of both guides has the tags that unfurlers ask for, and each is right."""

import datetime as dt
import io
import re
from collections import Counter, defaultdict
from dataclasses import replace
from html import unescape

import pytest
from PIL import Image

from calculators.engine.problems import Problems
from publisher.site import read_site
from publisher.tags import DESCRIPTION, TITLE, Told, shortened, tags
from tests.tiny import site as tiny

REQUIRED = {
    "og:title", "og:description", "og:type", "og:url", "og:site_name", "og:locale", "og:image", "og:image:type", "og:image:width",
    "og:image:height", "og:image:alt", "twitter:card", "twitter:title", "twitter:description", "twitter:image", "twitter:image:alt",
}  # fmt: skip
SHORTEST = 40  # characters of a description: less than that tells nobody what he would open
LARGEST = 80_000
TAG = re.compile(r'<meta (property|name)="((?:og|twitter|article):[^"]*)" content="([^"]*)">')
SOME = Told("A title.", "What it says.", "https://a.example/x/", "https://a.example/cards/x.png", dt.date(2026, 5, 1))


def found(html):
    """The tags of a page: (attribute, name, content) as a reader of them gets it."""
    return [(kind, name, unescape(content)) for kind, name, content in TAG.findall(html)]


def wrong(path, files, base):
    """What is wrong with the tags of a page, each in a line."""
    head = files[path].decode().partition("</head>")[0]
    listed = found(head)
    count, told = Counter(name for _, name, _ in listed), defaultdict(str, {name: content for _, name, content in listed})
    lines = [f"{name} stands {count[name]} times" for name in sorted(REQUIRED) if count[name] != 1]
    lines += [f"{name} stands twice" for name, number in count.items() if number > 1 and name not in REQUIRED]
    lines += [f"{name} as {kind}" for kind, name, _ in listed if (kind == "name") != name.startswith("twitter:")]
    lines += [f"{name} is empty or has HTML: {text}" for name, text in told.items() if not text or re.search(r"<\w|&\w+;", text)]
    lines += [] if len(told["og:title"]) <= TITLE else ["the title is too long"]
    lines += [] if SHORTEST <= len(told["og:description"]) <= DESCRIPTION else [f"description: {told['og:description']}"]
    lines += [] if told["og:url"].startswith(base) else [f"og:url is {told['og:url']}"]
    lines += [
        f"{name} differs from og" for name in ("title", "description", "image") if told[f"twitter:{name}"] != told[f"og:{name}"]
    ]
    lines += [] if re.fullmatch(r"[a-z]{2}_[A-Z]{2}", told["og:locale"]) else [f"locale {told['og:locale']}"]
    return lines + _image(told, files, base)


def _image(told, files, base):
    path, _, mark = told["og:image"].removeprefix(base).partition("?")
    if not re.fullmatch(r"v=[0-9a-f]{8}", mark):
        return [f"no edition in {told['og:image']}"]
    if not told["og:image"].startswith("https://") or path not in files:
        return [f"no picture {told['og:image']}"]
    picture = Image.open(io.BytesIO(files[path]))
    size = [str(side) for side in picture.size]
    right = picture.format == "PNG" and told["og:image:type"] == "image/png" and len(files[path]) < LARGEST
    return [] if right and size == [told["og:image:width"], told["og:image:height"]] == ["1200", "630"] else [f"{path}: {size}"]


def test_every_page_has_each_tag_once_and_right(built):
    files, base = built
    pages = [path for path in files if path.endswith(".html") and b" data-to=" not in files[path]]  # but redirects
    assert {path for path in pages if path.startswith("s/")}
    assert [f"{path}: {line}" for path in pages for line in wrong(path, files, base)] == []


def test_a_mistake_in_the_tags_is_found():
    files, base = dict(tiny.files()), "https://rent-or-buy.example/guide/"
    html = files["index.html"].decode()
    edition = re.search(r"cards/page-index\.png(\?v=\w+)", html)[1]
    for old, new, told in (
        ('<meta property="og:locale" content="en_US">', "", "og:locale stands 0 times"),
        ('content="1200"', 'content="1201"', "cards/page-index.png: ['1200', '630']"),
        ("/cards/page-index.png", "/cards/page-none.png", f"no picture {base}cards/page-none.png{edition}"),
        (edition, "", f"no edition in {base}cards/page-index.png"),
        ('property="og:title"', 'name="og:title"', "og:title as name"),
    ):
        files["index.html"] = html.replace(old, new).encode()
        assert told in wrong("index.html", files, base)


def test_a_page_is_at_its_own_address_and_a_frame_at_that_of_the_whole_page():
    def address(path):
        return {name: content for _, name, content in found(tiny.page(path))}["og:url"]

    base = "https://rent-or-buy.example/guide/"
    assert address("sources/index.html") == f"{base}sources/"
    assert address("s/how/index.html") == f"{base}s/how/"
    assert address("embed/rent-or-buy/index.html") == f"{base}calculators/rent-or-buy/"


def test_the_first_page_is_a_website_and_others_are_articles():
    types = {path: ("property", "og:type", kind) for path, kind in (("index.html", "website"), ("s/how/index.html", "article"))}
    assert all(tag in found(tiny.page(path)) for path, tag in types.items())


@pytest.fixture
def described():
    return read_site(tiny.CONTENT, Problems())


def test_days_stand_where_somebody_has_said_them(described):
    def days(told):
        return [(name, text) for _, name, text in tags(described, told) if name.startswith("article:")]

    dated = replace(SOME, published=dt.date(2026, 1, 2), changed=dt.date(2026, 3, 4))
    assert days(SOME) == []
    assert days(dated) == [("article:published_time", "2026-01-02"), ("article:modified_time", "2026-03-04")]
    assert days(replace(dated, article=False)) == []


def test_the_picture_is_told_to_who_cannot_see_it(described):
    told = {name: text for _, name, text in tags(described, SOME)}
    assert told["og:image:alt"] == told["twitter:image:alt"] == "A title. Prices as of 1 May 2026."


@pytest.mark.parametrize(("language", "locale"), [("en", "en_US"), ("en-GB", "en_GB"), ("pt-BR", "pt_BR")])
def test_a_language_names_its_country(described, language, locale):
    found = tags(replace(described, language=language), SOME)
    assert ("property", "og:locale", locale) in found


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("It fits.", "It fits."),
        ("One sentence. Another sentence that is far too long to stand here.", "One sentence."),
        ("One sentence without any end to it that goes on", "One sentence without any end…"),
    ],
)
def test_a_text_is_shortened_by_sentences_and_only_then_by_words(text, short):
    assert shortened(text, 30) == short
