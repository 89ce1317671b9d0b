import pytest

from publisher.palette import filled, light_colors

CSS = ":root { --paper: #fdfcfa; --call: #0b62a4; --text: 1.125rem; }\n@media (x) { :root { --paper: #14171a; } }"


def test_the_light_colors_are_those_that_the_stylesheet_sets_first():
    assert light_colors(CSS) == {"paper": "#fdfcfa", "call": "#0b62a4"}


def test_a_stylesheet_without_colors_is_refused():
    with pytest.raises(ValueError, match="no colors"):
        light_colors("p { color: red; }")


def test_names_in_a_drawing_become_colors_and_an_unknown_one_is_refused():
    assert filled('<path fill="var(--call)"/>', light_colors(CSS)) == '<path fill="#0b62a4"/>'
    with pytest.raises(KeyError):
        filled('<path fill="var(--rent)"/>', light_colors(CSS))
