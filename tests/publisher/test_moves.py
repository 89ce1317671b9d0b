"""Redirects followed to their end, and those that are none."""

import pytest

from calculators.engine.problems import Problems
from publisher.ledger import Anchors, Ledger, Redirect, Spot
from publisher.moves import Moves

NOW = {"index": Anchors(("start",)), "call": Anchors(("cheap",), ("prices",)), "rent": Anchors(("dear",), ("prices",))}


def spot(text):
    page, _, id_ = text.partition("#")
    return Spot(page, id_)


def moves(recorded, pages=None, sections=None):
    """Moves over three pages; redirects stand in lines of their own, counted from 1."""
    lines = iter(range(1, 99))
    redirects = [
        {old: Redirect(spot(new), f"links.yaml:{next(lines)}") for old, new in (found or {}).items()}
        for found in (pages, sections)
    ]
    files = {
        ("index.html" if page == "index" else f"{page}/index.html"): "".join(f'<h2 id="{id_}">' for id_ in anchors.all).encode()
        for page, anchors in NOW.items()
    }
    places = {page: f"links.yaml:{page}" for page in recorded}
    return Moves(Ledger(recorded, places, *redirects), NOW, files)


def told(*args, **named):
    problems = Problems()
    moves(*args, **named).tell(problems)
    return problems.lines


def test_what_stands_needs_no_redirect():
    assert told(NOW) == []
    assert moves(NOW).landing(Spot("call", "cheap")) == Spot("call", "cheap")


def test_a_chain_is_followed_to_its_end():
    recorded = {"old": Anchors(("a",)), "older": Anchors(("b",)), "call": Anchors(("c", "d"))}
    found = moves(recorded, {"older": "old", "old": "call"}, {"a": "call#c", "c": "call#d", "d": "rent#dear", "b": "old#a"})
    problems = Problems()
    found.tell(problems)
    assert problems.lines == []
    assert found.landing(Spot("older")) == Spot("call")
    assert {found.landing(at) for at in (Spot("older", "b"), Spot("old", "a"), Spot("call", "c"))} == {Spot("rent", "dear")}


def test_a_page_that_moved_takes_its_anchors_along_through_a_chain():
    found = moves({"old": Anchors(("cheap",)), "older": Anchors(("cheap",))}, {"older": "old", "old": "call"})
    assert found.landing(Spot("older", "cheap")) == Spot("call", "cheap")


def test_a_circle_is_told_at_each_of_its_lines():
    assert told({"a": Anchors(), "b": Anchors()}, {"a": "b", "b": "a"}) == [
        "links.yaml:1: the redirect of a runs in a circle: a.md → b.md → a.md; name a page or section that stands",
        "links.yaml:2: the redirect of b runs in a circle: b.md → a.md → b.md; name a page or section that stands",
    ]
    assert told({"call": Anchors(("x", "y"))}, sections={"x": "call#y", "y": "call#x"})[0] == (
        "links.yaml:1: the redirect of x runs in a circle: call.md#x → call.md#y → call.md#x; name a page or section that stands"
    )


def test_a_redirect_to_itself_is_a_circle():
    assert told({"call": Anchors(("x",))}, sections={"x": "call#x"}) == [
        "links.yaml:1: the redirect of x runs in a circle: call.md#x → call.md#x; name a page or section that stands"
    ]


def test_a_redirect_to_nothing_is_told_where_it_stands():
    assert told({"old": Anchors(), "older": Anchors()}, {"older": "old", "old": "cal"}) == [
        "links.yaml:2: the redirect of old leads to cal, which is no page; did you mean call?"
    ]
    assert told({"call": Anchors(("x", "y"))}, sections={"x": "call#y", "y": "call#chaep"}) == [
        "links.yaml:2: the redirect of y leads to call.md#chaep, and there is no chaep; did you mean cheap?"
    ]


def test_a_redirect_from_what_still_stands_is_told():
    assert told({"call": Anchors(("cheap",))}, {"call": "rent"}, {"cheap": "rent#dear"}) == [
        "links.yaml:1: moved names call, which still stands; take this line out",
        "links.yaml:2: moved names cheap, which still stands on call; take this line out",
    ]


def test_a_redirect_from_what_was_never_published_is_told():
    assert told({"call": Anchors(("cheap", "offers"))}, {"cal": "rent"}, {"ofers": "rent#dear", "rent.md#offers": "call"}) == [
        "links.yaml:1: moved names cal, which was never published; did you mean call?",
        "links.yaml:2: moved names ofers, which was never published; did you mean offers?",
        "links.yaml:3: moved names rent.md#offers, which was never published; did you mean call.md#offers?",
        (
            "links.yaml:call: call no longer has the section offers; under moved, sections, write offers: call.md"
            " (or give the heading {#offers} again)"
        ),
    ]


@pytest.mark.parametrize("key", ["prices", "old.md#prices"])
def test_of_two_anchors_of_one_name_only_the_one_that_is_gone_leads_on(key):
    found = moves({"old": Anchors((), ("prices",)), "call": Anchors((), ("prices",))}, {"old": "index"}, {key: "rent#prices"})
    problems = Problems()
    found.tell(problems)
    assert problems.lines == []
    assert found.landing(Spot("old", "prices")) == Spot("rent", "prices")
    assert found.landing(Spot("call", "prices")) == Spot("call", "prices")


def test_a_page_like_no_other_is_told_with_the_nearest_name_or_the_first_page():
    assert told({"calls": Anchors(("x",)), "zzz": Anchors()}) == [
        "links.yaml:calls: the page calls was published and is gone; under moved, pages, write calls: call (or bring it back)",
        "links.yaml:zzz: the page zzz was published and is gone; under moved, pages, write zzz: index (or bring it back)",
    ]
