"""The page of the open data: its links lead to files, its policy stops nothing, and search engines read what it holds."""

import json
import re

import pytest

PAGE = "data/index.html"


@pytest.fixture
def page(browser):
    """A page that notes what its policy stops."""
    context = browser.new_context()
    context.add_init_script(
        "self.stopped = []; addEventListener('securitypolicyviolation', (event) => stopped.push(event.violatedDirective));"
    )
    yield context.new_page()
    context.close()


def dataset_on(html):
    """What a page says of data in its graph; None where it says nothing."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html.decode())
    nodes = json.loads(found[1])["@graph"] if found else []
    return next((node for node in nodes if node["@type"] == "Dataset"), None)


def test_the_policy_lets_structured_data_pass(page, addresses):
    heard = []
    page.on("console", lambda message: heard.append(message.text))
    page.goto(f"{addresses['root']}/{PAGE}")
    told = json.loads(page.locator("script[type='application/ld+json']").text_content())
    assert "Dataset" in {node["@type"] for node in told["@graph"]}
    assert page.evaluate("() => stopped") == []
    assert heard == []
    page.evaluate("() => { const made = document.createElement('script'); made.textContent = '1'; document.head.append(made); }")
    page.wait_for_function("() => stopped.length")  # a script that is one would be stopped


def test_structured_data_say_what_the_files_are(files, guide):
    told = dataset_on(files[PAGE])
    assert 50 <= len(told["description"]) <= 5000
    assert told["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert told["dateModified"] == guide.as_of.isoformat()
    first, last = told["temporalCoverage"].split("/")
    assert first < "2023-01-01"
    assert last == guide.as_of.isoformat()
    root = told["url"].removesuffix("data/")
    assert {each["contentUrl"].removeprefix(root) for each in told["distribution"]} == {
        path for path in files if re.fullmatch(r"data/v1/(?!dictionary)[\w-]+\.(csv|json)", path)
    }


def test_only_that_page_has_them(files):
    assert [path for path in files if path.endswith(".html") and dataset_on(files[path])] == [PAGE]


def test_every_file_is_reached_from_the_page(page, addresses, files):
    page.goto(f"{addresses['subfolder']}/{PAGE}")
    linked = page.eval_on_selector_all("main a[href]", "(links) => links.map((link) => link.href)")
    for path in files:
        if path.startswith("data/v1/"):
            assert f"{addresses['subfolder']}/{path}" in linked, path
            assert page.request.get(f"{addresses['subfolder']}/{path}").body() == files[path]


def test_the_page_shows_every_column(files):
    html = files[PAGE].decode()
    for told in json.loads(files["data/v1/dictionary.json"])["files"]:
        name = told["files"][0].removesuffix(".csv")
        table = html[html.index(f'id="dictionary-{name}-table"') :]
        table = table[: table.index("</table>")]
        assert re.findall(r'<tr data-id="(\w+)"', table) == [column["name"] for column in told["columns"]]
