import gzip
import json
import re

import pytest

from calculators.engine.problems import Problems
from publisher.assets import PAGE, light
from publisher.links import ids_in
from publisher.search_index import INDEX, LOADED, read_synonyms
from publisher.search_index import PAGE as SEARCH
from tests.tiny import site

ON_EVERY_PAGE = 120  # bytes, gzipped, that search may add to what each page loads
INDEX_SIZE = 63_000  # bytes, gzipped, loaded once a reader opens search


def index(files):
    [path] = [path for path in files if re.fullmatch(rf"assets/{INDEX.removesuffix('.js')}\.\w+\.js", path)]
    script = files[path].decode()
    assert script.startswith("self.search = {index: ")
    assert script.endswith("};\n")
    return json.loads(script.removeprefix("self.search = {index: ").removesuffix("};\n"))


def rows(data):
    """Each section: place of its page, anchor, heading, question, text, names."""
    return list(zip(*data["columns"], strict=True))


@pytest.fixture(scope="module")
def tiny():
    return index(site.files())


def test_every_section_has_its_page_heading_and_words(tiny):
    assert tiny["pages"] == [["", "Start"], ["calculators/rent-or-buy/", "Rent or buy"], ["sources/", "Sources"]]
    at, anchor, heading, question, text, names = next(row for row in rows(tiny) if row[1] == "rents-differ")
    assert (tiny["pages"][at][1], anchor, heading, question) == (
        "Rent or buy",
        "rents-differ",
        "Rents differ more than prices",
        "",
    )
    assert names
    assert text


@pytest.mark.parametrize("real", [False, True])
def test_every_section_can_be_opened(request, real):
    files = request.getfixturevalue("files") if real else site.files()
    data = index(files)
    places = [(data["pages"][at][0], anchor) for at, anchor, *_ in rows(data)]
    assert len(set(places)) == len(places)
    for folder, anchor in places:
        assert not anchor or anchor in ids_in(files[f"{folder}index.html"].decode()), (folder, anchor)


def test_every_section_of_the_real_guide_is_there_with_words(files):
    data = index(files)
    assert len(rows(data)) > 170
    assert [row[1] for row in rows(data) if not row[2]] == []
    prices = {anchor: names for at, anchor, _, _, _, names in rows(data) if data["pages"][at][0] == "prices/"}
    assert {"OpenAI", "Anthropic"} <= set(prices["api-prices-now"])
    assert any("CoreWeave" in name for name in prices["gpu-prices-now"])
    assert "H100 SXM" in prices["gpu-prices-now"]


def test_the_index_is_small(files):
    [path] = [path for path in files if path.startswith("assets/search-index.")]
    assert len(gzip.compress(files[path], 9)) <= INDEX_SIZE


def test_no_page_but_that_of_search_loads_it_and_every_page_leads_to_it(files):
    for path, content in files.items():
        if not path.endswith(".html") or path.startswith(("embed/", "s/")):
            continue
        page, root = content.decode(), "/" if path == "404.html" else "../" * path.count("/")
        loaded = [
            name for name in LOADED if re.search(rf'<script [^>]*src="{root}assets/{name.removesuffix(".js")}\.\w+\.js"', page)
        ]
        assert loaded == (list(LOADED) if path == SEARCH else []), path
        assert re.search(rf'<a class="find"[^>]* href="{root}search/index.html">', page), path


def test_search_adds_little_to_every_page():
    assets = site.TEMPLATES / "assets"
    without = [assets / name for name in PAGE if name != "find.js"]
    sizes = [len(gzip.compress(light(paths), 9)) for paths in (without, [*without, assets / "find.js"])]
    assert 0 < sizes[1] - sizes[0] <= ON_EVERY_PAGE


def test_the_page_of_search_lists_every_page_and_section():
    page = site.page(SEARCH)
    for folder, anchor in (("", "dated"), ("calculators/rent-or-buy/", "rents-differ"), ("sources/", "figures")):
        assert f'<a href="../{folder}index.html#{anchor}">' in page
    assert 'name="robots" content="noindex"' in page


def synonyms(tmp_path, text):
    (tmp_path / "search.yaml").write_text(text)
    problems = Problems()
    return read_synonyms(tmp_path, problems), problems.lines


def test_words_that_mean_the_same_are_read_in_groups(tmp_path):
    assert synonyms(tmp_path, "price: [cost, bill]\nown GPUs: [on-prem]\n") == (
        [["price", "cost", "bill"], ["own GPUs", "on-prem"]],
        [],
    )


def test_a_guide_may_have_none(tmp_path):
    problems = Problems()
    assert read_synonyms(tmp_path, problems) == []
    assert problems.lines == []
