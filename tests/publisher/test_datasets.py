"""Files that readers take away: of a guide on another subject, whose data sets are made on the spot."""

import csv
import datetime as dt
import hashlib
import io
import json
from dataclasses import replace

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.engine.dataset import DataColumn, Dataset, filled
from calculators.engine.problems import ContentError, Problems
from publisher.data_page import dataset
from publisher.datasets import CHECKSUMS, csv_bytes, dataset_files
from publisher.render import render
from publisher.schemas import FOLDER, TYPES, row_schema
from publisher.site import OpenData, read_site
from tests.publisher.writing import rendered
from tests.tiny import site

SAID = OpenData("Rents", "Rents of two towns", "CC0", "https://license.example/", "Take them.")
COLUMNS = (
    DataColumn("flat", "string", "The flat"),
    DataColumn("since", "date", "From this day"),
    DataColumn("rent", "number", "The rent", "EUR per month"),
    DataColumn("rooms", "integer", "Rooms", optional=True),
    DataColumn("kind", "string", "Old or new", values=("old", "new"), optional=True),
    DataColumn("heated", "boolean", "Whether it is heated"),
    DataColumn("url", "uri", "Where it stands", optional=True),
)
ROW = ("Alfama", dt.date(2026, 3, 1), 950.5, 3, "old", True, "https://flats.example/")
EMPTY = ("Baixa", dt.date(2025, 3, 1), 0.1, None, None, False, None)
RENTS = Dataset("rents", "Rents", "What flats ask", COLUMNS, (ROW, EMPTY), "since")


def guide(*rows):
    """The tiny guide with a data set of these rows."""
    return replace(site.guide(), datasets={"rents": lambda: replace(RENTS, rows=rows or RENTS.rows)})


def tiny_site(data=SAID):
    return replace(read_site(site.CONTENT, Problems()), data=data)


def files(*rows):
    problems = Problems()
    return dataset_files(guide(*rows), tiny_site(), "content/site.yaml", problems), problems.lines


def test_a_guide_without_data_has_no_files_and_says_nothing():
    problems = Problems()
    assert dataset_files(site.guide(), tiny_site(None), "content/site.yaml", problems) == {}
    assert problems.lines == []


def test_rows_are_written_plainly():
    made, _ = files()
    assert made[f"{FOLDER}/rents.csv"].decode().splitlines() == [
        "flat,since,rent,rooms,kind,heated,url",
        "Alfama,2026-03-01,950.5,3,old,true,https://flats.example/",
        "Baixa,2025-03-01,0.1,,,false,",
    ]
    assert json.loads(made[f"{FOLDER}/rents.json"]) == {
        "schema": "rents.schema.json", "version": 1, "as_of": "2026-06-30", "license": "CC0",
        "license_url": "https://license.example/",
        "rows": [
            {"flat": "Alfama", "since": "2026-03-01", "rent": 950.5, "rooms": 3, "kind": "old", "heated": True,
             "url": "https://flats.example/"},
            {"flat": "Baixa", "since": "2025-03-01", "rent": 0.1, "rooms": None, "kind": None, "heated": False, "url": None},
        ],
    }  # fmt: skip


def test_the_dictionary_tells_type_unit_meaning_values_and_an_example():
    made, _ = files(EMPTY, ROW)
    (told,) = json.loads(made[f"{FOLDER}/dictionary.json"])["files"]
    assert (told["files"], told["rows"]) == (["rents.csv", "rents.json", "rents.schema.json"], 2)
    assert [(column["name"], column["type"], column["example"]) for column in told["columns"]] == [
        ("flat", "string", "Baixa"), ("since", "date", "2025-03-01"), ("rent", "number", "0.1"), ("rooms", "integer", "3"),
        ("kind", "string", "old"), ("heated", "boolean", "false"), ("url", "uri", "https://flats.example/"),
    ]  # fmt: skip
    assert told["columns"][2]["unit"] == "EUR per month"
    assert told["columns"][4]["values"] == ["old", "new"]


def test_checksums_are_of_every_other_file():
    made, _ = files()
    lines = made.pop(f"{FOLDER}/{CHECKSUMS}").decode().splitlines()
    assert lines == [
        f"{hashlib.sha256(content).hexdigest()}  {path.removeprefix(f'{FOLDER}/')}" for path, content in sorted(made.items())
    ]
    assert f"{FOLDER}/LICENSE.txt" in made


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_a_text_that_a_spreadsheet_would_run_is_refused_with_its_place(start):
    _, lines = files(ROW, (f"{start}1+1", *EMPTY[1:]), ("x", *ROW[1:4], f"{start}new", *ROW[5:]))
    wrong = f"starts with {start!r}, which a spreadsheet takes for a formula; start it with a letter or a digit"
    assert lines == [
        f"{FOLDER}/rents.csv: flat of {start}1+1 {wrong}",
        f"{FOLDER}/rents.csv: kind of x {wrong}",
    ]


def test_a_text_of_two_lines_is_refused():
    assert files(("a\nb", *ROW[1:]))[1] == [f"{FOLDER}/rents.csv: flat of a\nb has a line break; write it on one line"]


def test_numbers_below_zero_and_signs_within_a_text_stand():
    assert files(("Lapa - 2", ROW[1], -5.0, *ROW[3:]))[1] == []


def test_data_without_words_on_its_license_are_refused():
    with pytest.raises(ContentError) as error:
        render(guide(), site.CONTENT, site.TEMPLATES)
    right = "write data: with title:, description:, license:, license_url:, terms:"
    assert error.value.lines == [f"content/site.yaml: the guide has data sets and data is missing; {right}"]


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Zl", "Zp", "Cs")), min_size=1)
CELLS = st.tuples(
    TEXT, st.dates(), st.floats(allow_nan=False, allow_infinity=False), st.none() | st.integers(),
    st.none() | st.sampled_from(("old", "new")), st.booleans(), st.none() | st.just("https://x.example/"),
)  # fmt: skip


@given(st.lists(CELLS, max_size=4))
def test_any_row_reads_back_and_keeps_to_its_schema(rows):
    data = replace(RENTS, rows=tuple(rows))
    read = list(csv.reader(io.StringIO(csv_bytes(data).decode(), newline="")))[1:]
    assert [(row[0], dt.date.fromisoformat(row[1]), float(row[2])) for row in read] == [row[:3] for row in rows]
    made = json.loads(files(*rows)[0][f"{FOLDER}/rents.json"])
    jsonschema.validate(made, row_schema(data, tiny_site()), jsonschema.Draft202012Validator)


@pytest.mark.parametrize(
    ("key", "value"),
    [("rent", "950"), ("rent", None), ("rooms", 2.5), ("kind", "middling"), ("since", "1 March"), ("flat", ""), ("heated", 1)],
)
def test_the_schema_refuses_what_is_not_meant(key, value):
    made = json.loads(files()[0][f"{FOLDER}/rents.json"])
    schema = row_schema(RENTS, tiny_site())
    jsonschema.validate(made, schema)
    made["rows"][0][key] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(made, schema)


def test_schemas_are_schemas():
    made, _ = files()
    for name in ("rents", "dictionary"):
        schema = json.loads(made[f"{FOLDER}/{name}.schema.json"])
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.validate(json.loads(made[f"{FOLDER}/{name}.json"]), schema)
        assert schema["$id"] == f"https://rent-or-buy.example/guide/{FOLDER}/{name}.schema.json"


def test_every_kind_of_column_has_a_type():
    assert {column.kind for column in COLUMNS} == set(TYPES)


def test_search_engines_are_told_the_same():
    maker = {"@id": "https://rent-or-buy.example/guide/#publisher"}
    told = dataset(guide(), tiny_site(), SAID, "https://rent-or-buy.example/guide/data/", maker)
    assert told["creator"] == told["publisher"] == maker
    assert (told["@type"], told["license"], told["dateModified"]) == ("Dataset", "https://license.example/", "2026-06-30")
    assert told["temporalCoverage"] == "2025-03-01/2026-06-30"
    assert told["variableMeasured"] == [
        {"@type": "PropertyValue", "name": "rent", "description": "The rent", "unitText": "EUR per month"}
    ]
    assert [(each["encodingFormat"], each["contentUrl"].rpartition("/")[2]) for each in told["distribution"]] == [
        ("text/csv", "rents.csv"), ("application/json", "rents.json"),
    ]  # fmt: skip


def test_an_unknown_data_set_is_named_with_the_nearest():
    _, _, lines = rendered('{{ data_columns("rent") }}', guide=guide())
    assert lines == ["content/guide/page.md:1: no data set rent; did you mean rents?"]


def test_a_page_lists_columns_and_files():
    html, macros, lines = rendered('{{ data_files() }}\n\n{{ data_columns("rents") }}', guide=guide())
    assert lines == []
    assert macros.lists_data
    assert f'<a href="../{FOLDER}/rents.csv">CSV</a>' in html
    assert "One of old, new" in html
    assert html.count("may be empty") == 3


def test_each_column_is_taken_from_each_item():
    data = filled(
        "n",
        "N",
        "Numbers",
        [(DataColumn("n", "integer", "It"), lambda n: n), (DataColumn("m", "integer", "Its double"), lambda n: 2 * n)],
        [1, 2],
    )
    assert data.rows == ((1, 2), (2, 4))
    assert data.column("m") == [2, 4]
