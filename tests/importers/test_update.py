"""`prices update`: an older table and then a newer one give exactly the dated entries that are due, and nothing twice."""

import difflib
import json
import re

import pytest

from calculators.guide import read_guide, read_records
from tests.importers.conftest import AS_OF, HERE, RELEASE

OLDER, NEWER = HERE / "data-older.json", HERE / "data-newer.json"
LATER = ("--package-data", NEWER, "--release", "99.0.0", "--day", "2027-03-05", "--read", "2027-03-07")


def changed(before, after):
    """Lines that are only in one of two sets of files, as a diff marks them."""
    found = []
    for name in sorted({*before, *after}):
        old, new = (files.get(name, b"").decode().split("\n") for files in (before, after))
        found += [f"{name}: {line}" for line in difflib.unified_diff(old, new, n=0) if re.match(r"[-+](?![-+])", line)]
    return found


def test_the_table_that_content_was_read_from_changes_nothing(desk):
    before = desk.files()
    code, said = desk.run("update", "--package-data", OLDER, "--release", RELEASE, "--yes")
    assert (code, desk.files()) == (0, before)
    assert said == "No price moved.\nNothing to write.\n"


def test_a_newer_table_adds_the_entries_that_are_due_and_no_line_goes(desk):
    before = desk.files()
    code, said = desk.run("update", *LATER, "--yes")
    assert code == 0, said
    assert changed(before, desk.files()) == [
        "prices/api/example.yaml: +      - starts: 2027-02-27",
        (
            "prices/api/example.yaml: +        values: {input_price: 3.00, cached_price: 0.15, cache_write_price: 3.75, "
            "output_price: 15.00, batch_input_price: 1.50,"
        ),
        "prices/api/example.yaml: +                 batch_output_price: 7.50}",
        "prices/api/example.yaml: +        source: genai-prices-99.0.0",
        "prices/api/example.yaml: +        confirmed: 2027-03-05",
        "prices/api/example.yaml: +        confirmed_by: genai-prices-99.0.0",
        "prices/api/example.yaml: +      - starts: 2027-12-01",
        (
            "prices/api/example.yaml: +        values: {input_price: 5.00, cached_price: 0.25, output_price: 25.00, "
            "batch_input_price: 2.00, batch_output_price: 10.00}"
        ),
        "prices/api/example.yaml: +        source: genai-prices-99.0.0",
        'prices/api/example.yaml: +        note: "Announced."',
        "prices/api/example.yaml: +      - seen_by: 2027-03-05",
        (
            "prices/api/example.yaml: +        values: {input_price: 8.00, cached_price: 0.80, cache_write_price: 10.00, "
            "output_price: 40.00, batch_input_price: 4.00,"
        ),
        "prices/api/example.yaml: +                 batch_output_price: 20.00}",
        "prices/api/example.yaml: +        source: genai-prices-99.0.0",
        f"site.yaml: -as_of: {AS_OF}",
        "site.yaml: +as_of: 2027-03-07",
        "sources/api.yaml: +genai-prices-99.0.0:",
        'sources/api.yaml: +  title: "genai-prices 99.0.0, an open-source table of API prices by Pydantic"',
        'sources/api.yaml: +  url: "https://github.com/pydantic/genai-prices"',
        "sources/api.yaml: +  dated: 2027-03-05",
        "sources/api.yaml: +  read: 2027-03-07",
        "sources/api.yaml: +  confidence: high",
    ]


def test_the_same_table_twice_is_a_no_op(desk):
    assert desk.run("update", *LATER, "--yes")[0] == 0
    after = desk.files()
    code, said = desk.run("update", "--package-data", NEWER, "--release", "99.0.0", "--yes")  # its day is on record now
    assert (code, desk.files()) == (0, after)
    assert said == "No price moved.\nNothing to write.\n"


def test_an_older_table_after_a_newer_one_changes_nothing_and_says_so(desk):
    desk.run("update", *LATER, "--yes")
    after = desk.files()
    code, said = desk.run("update", "--package-data", OLDER, "--release", RELEASE, "--yes")
    assert (code, desk.files()) == (0, after)
    assert "Nothing to write." in said


def test_an_announced_price_is_not_in_force_before_its_day(desk):
    desk.run("update", *LATER, "--yes")
    market, day = read_records(desk.content)
    history = market.api["example/beta"].history
    assert history.on(day).values["input_price"] == 4
    assert [entry.values["input_price"] for entry in history.after(day)] == [5]


def test_what_it_shows_names_old_new_percent_and_day(desk):
    _, said = desk.run("update", *LATER)
    rows = [re.split(r"\s{2,}", line) for line in said.splitlines()]
    assert ["offer", "key", "old", "new", "percent", "day", "note"] in rows
    assert ["example/gamma", "input_price", "10", "8", "-20.0%", "by 2027-03-05"] in rows
    assert ["example/alpha", "output_price", "20", "15", "-25.0%", "2027-02-27"] in rows


def test_without_a_terminal_and_without_yes_nothing_is_written(desk):
    before = desk.files()
    code, said = desk.run("update", *LATER)
    assert (code, desk.files()) == (0, before)
    assert said.endswith("Nothing was written: there is no terminal to ask on; add --yes to write.\n")


def test_a_release_without_a_day_on_record_asks_for_it(desk):
    code, said = desk.run("update", "--package-data", NEWER, "--release", "99.0.0", "--yes")
    assert code == 1
    assert said.startswith("--day: genai-prices 99.0.0 carries no date; give its release day, such as --day 2026-01-31\n")


def test_a_known_release_keeps_its_day(desk):
    code, said = desk.run("update", "--package-data", OLDER, "--release", RELEASE, "--day", "2027-01-01", "--yes")
    assert code == 1
    assert "is on record as of" in said


def edited(desk, edit):
    """A data file that differs from the newer one by an edit of its models, by id."""
    listed = json.loads(NEWER.read_text())
    edit({model["id"]: model for provider in listed for model in provider["models"]})
    path = desk.content.parent / "edited.json"
    path.write_text(json.dumps(listed))
    return path


def test_a_jump_is_refused_until_it_is_accepted(desk):
    def dear(models):
        models["a/gamma"]["prices"] |= {"input_mtok": 31, "output_mtok": 40}

    path, before = edited(desk, dear), desk.files()
    code, said = desk.run("update", "--package-data", path, *LATER[2:], "--yes")
    assert (code, desk.files()) == (1, before)
    assert said.splitlines() == [
        "example/gamma: input_price would move from 10 to 31, 3.1 times as much; check it, then add --accept example/gamma",
        "1 to mend; nothing was written.",
    ]
    code, _ = desk.run("update", "--package-data", path, *LATER[2:], "--accept", "example/gamma", "--yes")
    assert code == 0
    assert desk.files() != before


def test_three_times_as_much_is_no_jump_yet(desk):
    path = edited(desk, lambda models: models["a/gamma"]["prices"].update(input_mtok=30))
    assert desk.run("update", "--package-data", path, *LATER[2:], "--yes")[0] == 0


BROKEN = {
    "text for a price": ({"input_mtok": "cheap"}, "input_price is 'cheap'; give a number"),
    "a negative price": ({"input_mtok": -1}, "input_price is -1; a plausible value lies between 0.001 and 1000"),
    "no number": ({"input_mtok": float("nan")}, "input_price is NaN; a plausible value lies between 0.001 and 1000"),
    "infinite": ({"output_mtok": float("inf")}, "output_price is Infinity; a plausible value lies between 0.001 and 1000"),
    "beyond a float": ({"output_mtok": 10**400}, "output_price is 1.00000e+400; a plausible value lies between 0.001 and 1000"),
    "a thousand times": ({"output_mtok": 40_000}, "output_price is 40000; a plausible value lies between 0.001 and 1000"),
    "a truth value": ({"output_mtok": True}, "output_price is True; give a number"),
    "a list": ({"cache_read_mtok": [1]}, "cached_price is [1]; give a number"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_malformed_price_changes_nothing_and_says_why(desk, name):
    prices, told = BROKEN[name]
    path = edited(desk, lambda models: models["a/gamma"]["prices"].update(prices))
    before = desk.files()
    code, said = desk.run("update", "--package-data", path, *LATER[2:], "--yes")
    assert (code, desk.files()) == (1, before)
    assert f"genai-prices 99.0.0, example/a/gamma: {told}" in said


def test_all_mistakes_are_told_at_once(desk):
    def broken(models):
        models["a/gamma"]["prices"] = {"output_mtok": "x"}
        models["a/alpha"]["prices"] = "free"
        models["a/beta"]["prices"][1]["constraint"] = {"start_date": "2026-13-01"}

    code, said = desk.run("update", "--package-data", edited(desk, broken), *LATER[2:], "--yes")
    assert code == 1
    for part in ("input_mtok is missing", "output_price is 'x'", "prices are missing", "start_date is 2026-13-01"):
        assert part in said


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"[]", "has none of the listed models"),
        (b"{}", "not a list of providers"),
        (b'[{"id": 1, "models": 3}]', "has none of the listed models"),
        (b"[1, 2]", "not a list of providers"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"[" * 100_000, "not JSON"),
        (b"[{", "not JSON"),
        (b"", "not JSON"),
    ],
)
def test_a_file_that_is_none_changes_nothing_and_says_why(desk, content, told):
    path, before = desk.content.parent / "hostile.json", desk.files()
    path.write_bytes(content)
    code, said = desk.run("update", "--package-data", path, *LATER[2:], "--yes")
    assert (code, desk.files()) == (1, before)
    assert told in said


def test_a_huge_file_is_not_read(desk):
    path = desk.content.parent / "huge.json"
    with path.open("wb") as file:
        file.truncate(100_000_000)  # a file of zeros that takes no room
    code, said = desk.run("update", "--package-data", path, *LATER[2:], "--yes")
    assert (code, "larger than 20 MB" in said) == (1, True)


def test_a_tariff_without_words_is_left_to_the_editor(desk):
    def tiers(models):
        models["a/gamma"]["prices"]["input_mtok"] = {
            "base": 8, "tiers": [{"start": 100_000, "price": 9}, {"start": 200_000, "price": 10}]
        }  # fmt: skip

    _, said = desk.run("update", "--package-data", edited(desk, tiers), *LATER[2:])
    assert "Note: example/gamma: it has several context limits; read it by hand" in said


def test_disagreements_with_litellm_are_noted(desk):
    table = {"alpha": {"input_cost_per_token": 4e-6, "output_cost_per_token": 1.5e-5}}
    path = desk.content.parent / "litellm.json"
    path.write_text(json.dumps(table))
    _, said = desk.run("update", *LATER, "--litellm", path)
    assert "Note: example/alpha: the tables disagree: input_price 3, in LiteLLM 4\n" in said


def test_a_missing_discount_alone_is_no_news(desk):
    def silent(models):
        model = models["a/alpha"]
        model["prices"], model["price_variants"] = model["prices"][0]["prices"], []

    before = read_records(desk.content)[0].api["example/alpha"].history
    _, said = desk.run("update", "--package-data", edited(desk, silent), *LATER[2:], "--yes")
    assert "alpha: genai-prices 99.0.0 has no batch_input_price, batch_output_price; ours stays, not confirmed" in said
    assert read_records(desk.content)[0].api["example/alpha"].history == before


def test_the_content_reads_cleanly_afterwards(desk):
    desk.run("update", *LATER, "--yes")
    assert read_guide(desk.content).as_of.isoformat() == "2027-03-07"
