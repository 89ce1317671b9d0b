"""A link to a sentence: the browser finds the words, and selected words become such a link."""

import re
from urllib.parse import quote

import pytest

CHAPTER = "self-host/index.html"
SELECT = """([selector, from, to]) => {
  const walker = document.createTreeWalker(document.querySelector(selector).parentNode, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let started = false;
  while (walker.nextNode()) {
    const { data } = walker.currentNode;
    if (!started && data.includes(from)) { range.setStart(walker.currentNode, data.indexOf(from)); started = true; }
    if (started && data.includes(to)) {
      range.setEnd(walker.currentNode, data.indexOf(to) + to.length);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      return getSelection().toString();
    }
  }
  return null;
}"""
TOP = """(text) => {
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(text);
    if (at < 0) continue;
    range.setStart(walker.currentNode, at);
    return range.getBoundingClientRect().top;
  }
  return null;
}"""


@pytest.fixture
def options():
    """A small page."""
    return {"viewport": {"width": 1000, "height": 500}}


def in_view(page, text):
    """Whether the page has been scrolled so that a text is in view."""
    page.wait_for_function("() => scrollY > 0")
    page.wait_for_function(
        "() => { const at = scrollY; return new Promise((done) => setTimeout(() => done(scrollY === at), 150)); }"
    )
    return 0 <= page.evaluate(TOP, text) <= page.viewport_size["height"]


def copied(page, id_):
    """What the link of a heading copies, and what is said of it."""
    page.locator(f"#{id_} .link").click()
    said = page.locator(".said", has_text="copied")
    said.wait_for()
    return page.evaluate("() => navigator.clipboard.readText()"), said.inner_text()


@pytest.mark.parametrize("query", ["", "?utm_source=mail", "?requests=3000000"])
@pytest.mark.parametrize("section", ["", "large-bill"])
@pytest.mark.parametrize("place", ["root", "folder"])
def test_a_link_to_a_sentence_scrolls_there(page, addresses, place, section, query):
    words = "A bill alone cannot decide it"
    page.goto(f"{addresses[place]}/{CHAPTER}{query}#{section}:~:text={quote(words)}")
    if query.startswith("?requests"):
        page.locator(".inset [data-sentence]").wait_for()
    assert in_view(page, words)
    assert page.evaluate("() => location.hash") == (f"#{section}" if section else "")


CASES = [
    ("A bill alone cannot decide it.", "A bill alone cannot decide it.", "A%20bill%20alone%20cannot%20decide%20it%2E"),
    ("bill alone can", "bill alone can", "bill%20alone%20cannot"),
    ("ill alone cannot decide i", "ill alone cannot decide i", "bill%20alone%20cannot%20decide%20it"),
]


@pytest.mark.parametrize(("first", "last", "text"), CASES)
def test_selected_words_become_a_link_to_them(page, addresses, first, last, text):
    page.goto(f"{addresses['root']}/{CHAPTER}")
    assert page.evaluate(SELECT, ["#large-bill", first, last])
    link, said = copied(page, "large-bill")
    assert re.fullmatch(rf"https://[^/]+/self-host/#large-bill:~:text={re.escape(text)}", link)
    assert said == "Link to the selected words copied."
    page.goto(f"{addresses['root']}/{CHAPTER}{link[link.index('#') :]}")
    assert in_view(page, "A bill alone cannot decide it")


def test_many_words_are_told_by_the_first_and_the_last(page, addresses):
    page.goto(f"{addresses['root']}/{CHAPTER}")
    chosen = page.evaluate(SELECT, ["#large-bill", "A bill alone", "hosted"])
    assert "\n" in chosen
    link, _ = copied(page, "large-bill")
    assert link.endswith(":~:text=A%20bill%20alone%20cannot%20decide,open%20weights%20through%20a%20hosted")
    page.goto(f"{addresses['root']}/{CHAPTER}{link[link.index('#') :]}")
    assert in_view(page, "A bill alone cannot decide it")


def test_signs_that_end_an_address_or_part_it_are_written_as_numbers(page, addresses):
    page.goto(f"{addresses['root']}/{CHAPTER}")
    page.evaluate(
        "() => { document.querySelector('#large-bill + p').textContent = 'Paid up-front, R&D (and 5% of it): #1 is ~so~ dear!'; }"
    )
    assert page.evaluate(SELECT, ["#large-bill", "Paid", "dear!"])
    link, _ = copied(page, "large-bill")
    assert link.endswith(":~:text=Paid%20up%2Dfront%2C%20R%26D%20%28and%205%25%20of%20it%29%3A%20%231%20is%20%7Eso%7E%20dear%21")


def test_words_that_stand_there_twice_are_no_link_and_that_is_said(page, addresses):
    page.goto(f"{addresses['root']}/{CHAPTER}")
    assert page.evaluate(SELECT, ["#large-bill", "the ", "the "])
    link, said = copied(page, "large-bill")
    assert link.endswith("/s/large-bill/")
    assert said == "Link copied, to the section: the selected words stand here more than once."


def test_words_selected_in_another_section_change_nothing(page, addresses):
    page.goto(f"{addresses['root']}/{CHAPTER}")
    assert page.evaluate(SELECT, ["#large-bill", "A bill alone", "decide it."])
    link, said = copied(page, "the-saving")
    assert (link.endswith("/s/the-saving/"), said) == (True, "Link copied.")


def test_a_selection_made_by_hand_survives_the_way_to_the_link(page, addresses):
    page.goto(f"{addresses['root']}/{CHAPTER}")
    place = page.locator("#large-bill + p")
    place.scroll_into_view_if_needed()
    box = place.bounding_box()
    page.mouse.move(box["x"] + 1, box["y"] + 15)
    page.mouse.down()
    page.mouse.move(box["x"] + 300, box["y"] + 15, steps=5)
    page.mouse.up()
    chosen = page.evaluate("() => getSelection().toString()")
    link, _ = copied(page, "large-bill")
    assert link.partition(":~:text=")[2].startswith(quote(chosen.split()[0], safe=""))


def test_any_sentence_of_the_section_is_found_again(page, addresses):
    """Every sentence on the page that is selected as a whole opens where it stands, wherever its link is one to words."""
    page.goto(f"{addresses['root']}/{CHAPTER}")
    page.locator("#large-bill .link").hover()
    page.wait_for_function("() => page.quote")
    found = page.evaluate("""() => [...document.querySelectorAll(".body > p")].map((part) => {
      const range = document.createRange();
      range.selectNodeContents(part);
      return [part.textContent.trim().slice(0, 12), page.directive(page.searched(document.body, range)), scrollY + part.getBoundingClientRect().top];
    }).filter(([, words]) => words)""")
    assert len(found) > 10
    for _, words, top in found[3::4]:
        page.goto("about:blank")
        page.goto(f"{addresses['root']}/{CHAPTER}#:~:text={words}")
        page.wait_for_function("(top) => scrollY <= top && top <= scrollY + innerHeight", arg=top)
