import pytest

from calculators.engine.problems import Problems
from publisher.site import read_site
from tests.tiny import site


def read(folder, text):
    (folder / "site.yaml").write_text(text)
    problems = Problems()
    return read_site(folder, problems), [line.partition("site.yaml:")[2] for line in problems.lines]


WRITTEN = (site.CONTENT / "site.yaml").read_text("utf-8")


def test_a_site_has_its_contents_in_reading_order(tmp_path):
    found, lines = read(tmp_path, WRITTEN)
    assert lines == []
    assert (found.title, found.language, found.publisher.name) == ("Rent or Buy", "en", "Example Homes")
    assert found.order == ("calculators/rent-or-buy", "sources")


def test_the_base_path_is_the_address_s_own(tmp_path):
    assert read(tmp_path, WRITTEN)[0].base_path == "/guide/"


@pytest.mark.parametrize("url", ["https://x.example", "http://x.example/"])
def test_the_address_is_safe_and_ends_with_a_slash(tmp_path, url):
    _, lines = read(tmp_path, WRITTEN.replace("https://rent-or-buy.example/guide/", url))
    assert lines == [f"4: base_url is {url}; write https://…/ with a slash at the end"]


def test_a_missing_part_is_told(tmp_path):
    _, lines = read(tmp_path, WRITTEN.replace("  name: Example Homes\n", "").replace("tagline", "tag_line"))
    assert lines == [
        "8: name is missing; write name: some text",
        "1: tagline is missing; write tagline: some text",
        "2: unknown key tag_line; did you mean tagline?",
    ]
