import pytest

from publisher.elements import Element, parse


def test_a_part_of_a_page_is_a_tree():
    assert parse('<p id="a">One <b>two</b></p>three').children == [
        Element("p", {"id": "a"}, ["One ", Element("b", {}, ["two"])]), "three",
    ]  # fmt: skip


def test_elements_that_hold_nothing_are_not_closed():
    (paragraph,) = parse("<p>a<br>b<img src='c'/>d<input disabled></p>").children
    assert [child if isinstance(child, str) else child.tag for child in paragraph.children] == [
        "a", "br", "b", "img", "d", "input",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "attrs"),
    [
        ('<a href="x?a=1&amp;b=2">', {"href": "x?a=1&b=2"}),
        ('<a title="1 > 0" hidden>', {"title": "1 > 0", "hidden": ""}),
        ("<a title='say \"so\"' data-n=3>", {"title": 'say "so"', "data-n": "3"}),
        ('<a\n  class="one two"\n  >', {"class": "one two"}),
    ],
)
def test_attributes_are_read_as_they_may_be_written(written, attrs):
    (element,) = parse(f"{written}</a>").children
    assert element.attrs == attrs


def test_text_is_what_it_means():
    assert parse("1 &lt; 2 &amp;&nbsp;3<!-- <p>no</p> --> a < b").children == ["1 < 2 &\xa03", " a ", "<", " b"]


def test_elements_are_found_in_the_order_of_the_page():
    tree = parse('<div><p class="a b">1</p><div><p>2</p></div></div><p class="b">3</p>')
    assert [p.children for p in tree.all("p")] == [["1"], ["2"], ["3"]]
    assert [p.children for p in tree.all("p", "b")] == [["1"], ["3"]]
    assert tree.first("p", "b").children == ["1"]
    assert tree.first("p", "c") is None
