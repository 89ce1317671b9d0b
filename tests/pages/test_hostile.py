"""Whatever a link holds: it changes the inputs that it names rightly, and nothing else on the page, in the browser or elsewhere."""

import re
from urllib.parse import quote

import pytest

from tests.pages.sending import ready
from tests.pages.test_days import DECIDE

RIGHT = "requests=7000000&data_rule=region"
PAIRS = {"requests": "7000000", "data_rule": "region"}
NAMES = ("__proto__", "constructor", "toString", "hasOwnProperty", "valueOf", "prototype", "length", "then", "__defineGetter__")
LONG = "9" * 10_000
TURNED = "٣٤٥\u202e𝟗"  # a sign that turns the order of letters
SCRIPT = "<script>alert(1)</script>"
IMAGE = "\"'><img src=x onerror=alert(1)><b class=put>"

IGNORED = {  # what is added to a right link and must not count
    "names of every object": "&".join(f"{name}=1" for name in NAMES),
    "names of every object, nested": "__proto__[requests]=5&constructor.prototype.requests=5&__proto__.polluted=1",
    "names of every object to be shown": f"show={','.join(NAMES)}",
    "names of every object for an edition and a day": "rules=__proto__&as_of=constructor",
    "a thousand names": "&".join(f"name{number}={number}" for number in range(3_000)),
    "a name of ten thousand letters": f"{'n' * 10_000}=1",
    "a text of ten thousand letters": f"unknown={LONG}",
    "an option of ten thousand letters": f"call.offer={'x' * 10_000}",
    "a day of ten thousand letters": f"as_of={LONG}",
    "an edition of ten thousand letters": f"rules={LONG}",
    "ten thousand letters to be shown": f"show={'n' * 10_000}",
    "a thousand names to be shown": f"show={','.join(f'name{number}' for number in range(1_000))}",
    "no number": "growth=NaN",
    "an option that is a script": f"preset={quote(SCRIPT)}",
    "an option of another choice": "preset=rented&skills=voice&latency=region",
    "an option named like what every object has": "preset=__proto__&skills=constructor&latency=toString",
    "an automatic pick where there is none": "preset=best",
    "no day": "as_of=9999-99-99",
    "a day that does not exist": "as_of=2025-02-30",
    "a day before all prices": "as_of=1999-01-01",
    "a day to come": "as_of=2999-01-01",
    "a year beyond days": "as_of=+275760-09-13",
    "a day as a script": f"as_of={quote(SCRIPT)}",
    "a path for an edition": "rules=../../",
    "an edition to come": "rules=9999",
    "an edition below all": "rules=-1",
    "an edition that is a script": f"rules={quote(IMAGE)}",
    "junk to be shown": f"show={quote(IMAGE)},,,%20,../..,javascript:alert(1)",
    "nothing to be shown": "show=",
    "percent signs that stand for nothing": "unknown=%E0%A4%A&%=1&%zz=%",
    "HTML in a name": f"{quote(IMAGE)}=1",
    "HTML in a text": f"unknown={quote(IMAGE)}",
    "HTML in a template": "unknown=%7B%7B7*7%7D%7D${alert(1)}",
    "an address": "unknown=//example.org/x.js&src=https://example.org/x.js&base=https://example.org/",
    "signs of other alphabets": f"unknown={quote(TURNED)}&{quote('ｒｅｑｕｅｓｔｓ')}=5&Requests=5&requests%00=5&requests%20=5",
    "only signs": "&&&===&=1&=",
    "what others hang on": "utm_source=x&fbclid=y&gclid=z&ref=w",
}  # fmt: skip

FRAGMENTS = ("#javascript:alert(1)", f"#{quote(IMAGE)}", "#a[href='x'],*{}:has(", "#%E0%A4%A", f"#:~:text={quote(SCRIPT)}")

NUMBERS = {  # what stands for the requests, and what is computed with: the default, the nearest of its range, or itself
    "NaN": None, "": None, "abc": None, "0x10": None, "0b11": None, "1_000": None, "1,000": None, "Infinity": None, "-Infinity": None,
    "٣٤٥": None, "𝟗𝟗": None, "１２": None, "1e": None, "--5": None, "1.2.3": None, "[object Object]": None, "null": None, "true": None,
    "1e999": "100000000000", LONG: "100000000000", "-5": "1", "-1e999": "1", "0": "1", "-0": "1", "1e-400": "1", "1e5": "100000",
    "250000.5": "250000.5", "+5e6": "5000000", "007": "7",
}  # fmt: skip


@pytest.fixture
def page(page, addresses):
    """A page on which nothing may happen: no dialog, no error, no request to another host, no page beside it."""
    page.on("popup", lambda popup: page.heard.append(popup.url))
    page.on("request", lambda request: request.url.startswith(addresses["root"]) or page.heard.append(request.url))
    return page


CHECK = """() => {
  const strange = [...document.querySelectorAll('img:not([src*="assets/"]), .put, script:not([src]):not([type*=json]), iframe, object, embed, base[href]')];
  return [strange.map((each) => each.outerHTML), Object.keys(Object.prototype).length, ({}).polluted ?? null,
    [...document.querySelectorAll('form *')].some((each) => each.getAttributeNames().some((name) => name.startsWith('on')))];
}"""


def answered(page, root, query):
    page.goto(f"{root}/{DECIDE}{query}")
    ready(page)
    assert page.evaluate(CHECK) == [[], 0, None, False]
    shown = page.evaluate("() => [calculators.decide.as_of, document.querySelector('form').innerText]")
    assert not re.search(
        r"\bNaN\b|undefined|\[object", shown[1].replace("[object Object]", "", 1) if "object" in query else shown[1]
    )
    return (
        shown[0],
        page.locator("[data-sentence]").inner_text(),
        page.locator("[data-afterword]").inner_text(),
        page.locator(".ways [data-part=cost]").all_inner_texts(),
    )


def expected(guide, pairs):
    answer = guide.answer("decide", pairs)
    costs = [guide.speaker.value(name, answer.values[name], bare=True) for name in answer.calculator.outlook.shown.values()]
    return guide.as_of.isoformat(), guide.verdict(answer), guide.afterword(answer), costs


@pytest.mark.parametrize("added", IGNORED.values(), ids=IGNORED)
@pytest.mark.parametrize("before", [False, True], ids=["after", "before"])
def test_what_a_link_adds_changes_nothing(page, addresses, guide, added, before):
    query = f"?{added}&{RIGHT}" if before else f"?{RIGHT}&{added}"
    assert answered(page, addresses["root"], query) == expected(guide, PAIRS)


@pytest.mark.parametrize("fragment", FRAGMENTS)
def test_a_fragment_changes_nothing(page, addresses, guide, fragment):
    assert answered(page, addresses["root"], f"?{RIGHT}{fragment}") == expected(guide, PAIRS)


@pytest.mark.parametrize("path", ["", "decide/voice/", "embed/decide/"])
def test_no_other_page_of_the_same_question_can_be_led_astray(page, addresses, guide, path):
    added = "&".join(text for name, text in IGNORED.items() if "thousand" not in name)
    page.goto(f"{addresses['root']}/{path}index.html?{added}&{RIGHT}{FRAGMENTS[1]}")
    ready(page)
    assert page.evaluate(CHECK) == [[], 0, None, False]
    assert page.locator("[data-sentence]").inner_text() == guide.verdict(guide.answer("decide", PAIRS))


@pytest.mark.parametrize(("text", "taken"), NUMBERS.items(), ids=[text[:12] for text in NUMBERS])
def test_a_number_that_is_none_gives_way_and_one_out_of_range_is_clamped(page, addresses, guide, text, taken):
    pairs = {"data_rule": "region", **({"requests": taken} if taken else {})}
    assert answered(page, addresses["root"], f"?data_rule=region&requests={quote(text)}") == expected(guide, pairs)


@pytest.mark.parametrize(
    ("query", "pairs"),
    [
        ("requests=5&requests=7000000", {"requests": "7000000"}),
        ("requests=abc&requests=7000000", {"requests": "7000000"}),
        ("preset=voice&preset=search", {"preset": "search"}),
        ("preset=search&preset=nothing", {}),
        ("requests=7000000&requests=abc", {}),
        ("as_of=2025-01-01&as_of=none&requests=7000000", {"requests": "7000000"}),
        ("&".join(["requests=5"] * 3_000) + "&requests=7000000", {"requests": "7000000"}),
    ],
    ids=lambda text: str(text)[:40],
)
def test_of_equal_names_the_last_counts(page, addresses, guide, query, pairs):
    assert answered(page, addresses["root"], f"?{query}") == expected(guide, pairs)


def test_what_is_hostile_leaves_the_address_once_the_reader_goes_on(page, addresses, guide):
    page.goto(
        f"{addresses['root']}/{DECIDE}?{RIGHT}&{IGNORED['names of every object']}&{IGNORED['HTML in a text']}&preset={quote(SCRIPT)}"
    )
    ready(page)
    page.locator(".ask-line input[name=requests]").fill("8M")
    page.wait_for_url(f"**/{DECIDE}?data_rule=region&requests=8000000&as_of={guide.as_of}&rules={guide.edition}")


def test_what_is_strange_is_told_in_letters_and_in_short(page, addresses):
    page.goto(f"{addresses['root']}/{DECIDE}?{quote(IMAGE)}=1&{'n' * 10_000}=1")
    ready(page)
    told = page.locator("[data-notes]").inner_text()
    assert told == f"The link names {IMAGE[:40]}, {'n' * 40}, which this calculator does not have; the rest of it holds."
