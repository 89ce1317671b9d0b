import pytest

from publisher.headings import with_links
from publisher.pages import Section


def link(id_):
    return f'&nbsp;<a class="link" href="#{id_}">link</a>'


def linked(html, *ids):
    return with_links(html, [Section(id_, id_, 2, "page.md:1") for id_ in ids])


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ('<h2 id="one">One</h2>', f'<h2 id="one">One{link("one")}</h2>'),
        ('<h3 id="two">A <em>b</em> &amp; c</h3>', f'<h3 id="two">A <em>b</em> &amp; c{link("two")}</h3>'),
        ('<h2 class="late" id="one">One</h2>', f'<h2 class="late" id="one">One{link("one")}</h2>'),
        ('<h2 id="one">Over\ntwo lines</h2>', f'<h2 id="one">Over\ntwo lines{link("one")}</h2>'),
    ],
)
def test_the_heading_of_a_section_carries_a_link_to_it(heading, found):
    assert linked(f"<p>a</p>{heading}<p>b</p>", "one", "two") == f"<p>a</p>{found}<p>b</p>"


@pytest.mark.parametrize("html", ["<h2>One</h2>", '<h4 id="one">One</h4>', '<p id="one">One</p>'])
def test_nothing_else_does(html):
    assert linked(html, "one") == html


def test_a_heading_that_is_no_section_has_a_plain_address():
    assert linked('<h3 id="day">A day</h3>', "one") == '<h3 id="day">A day&nbsp;<a class="link plain" href="#day">link</a></h3>'


def test_each_heading_is_told_from_the_next():
    assert linked('<h2 id="one">1</h2><h3 id="two">2</h3>', "one", "two") == (
        f'<h2 id="one">1{link("one")}</h2><h3 id="two">2{link("two")}</h3>'
    )
