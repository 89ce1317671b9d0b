"""`prices import`: GPU prices from CSV, and every way in which a file can be wrong."""

import pytest

from calculators.guide import read_records

HEAD = "seller,offer,billing,unit_price,gpu_price,currency,starts,seen_by,source,note\n"
SOURCE = "made-gpu"
NEW = (
    "seller,offer,gpu_price,currency,seen_by,source,source_title,source_url,source_dated,source_read,source_confidence\n"
    'example,eight,2.50,USD,2027-03-04,made-2027,"A page, made",https://example.com/,2027-03-04,2027-03-05,high\n'
)


def given(desk, text):
    path = desk.content.parent / "rows.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_price_per_gpu_becomes_one_of_the_unit_with_its_new_source(desk):
    before = desk.files()
    code, said = desk.run("import", given(desk, NEW), "--yes")
    assert code == 0, said
    market, day = read_records(desk.content)
    entry = market.gpu["example/eight"].history.on(day)
    assert (entry.values, entry.first_sighting, entry.since.isoformat()) == ({"unit_price": 20.0}, True, "2027-03-04")
    assert (entry.source.id, entry.source.title, day.isoformat()) == ("made-2027", "A page, made", "2027-03-05")
    gone = set(before["prices/gpu/example.yaml"].split(b"\n")) - set(desk.files()["prices/gpu/example.yaml"].split(b"\n"))
    assert gone == set()


def test_the_same_file_twice_is_a_no_op(desk):
    desk.run("import", given(desk, NEW), "--yes")
    after = desk.files()
    code, said = desk.run("import", given(desk, NEW), "--yes")
    assert (code, desk.files()) == (0, after)
    assert "Nothing to write." in said


def test_a_price_that_stands_is_confirmed(desk):
    market, _ = read_records(desk.content)
    unit = market.gpu["example/eight"].history.entries[-1].values["unit_price"]
    row = f"example,eight,,{unit},,USD,,2027-03-04,{SOURCE},\n"
    assert desk.run("import", given(desk, HEAD + row), "--yes")[0] == 0
    found = read_records(desk.content)[0].gpu["example/eight"].history.entries[-1]
    assert found.confirmed.isoformat() == "2027-03-04"


WRONG = {
    f"example,nothing,,2,,USD,,2027-01-01,{SOURCE},": "no offer example/nothing; ",
    f"example,eight,weekly,20,,USD,,2027-01-01,{SOURCE},": "billing is weekly; ",
    f"example,eight,,20,,EUR,,2027-01-01,{SOURCE},": "currency is EUR; give prices in USD",
    f"example,eight,,cheap,,USD,,2027-01-01,{SOURCE},": "unit_price is cheap; a plain decimal such as 2.49",
    f"example,eight,,-20,,USD,,2027-01-01,{SOURCE},": "unit_price is -20; a plain decimal such as 2.49",
    f"example,eight,,nan,,USD,,2027-01-01,{SOURCE},": "unit_price is nan; a plain decimal such as 2.49",
    f"example,eight,,inf,,USD,,2027-01-01,{SOURCE},": "unit_price is inf; a plain decimal such as 2.49",
    f"example,eight,,1e3,,USD,,2027-01-01,{SOURCE},": "unit_price is 1e3; a plain decimal such as 2.49",
    f"example,eight,,20000,,USD,,2027-01-01,{SOURCE},": "20000 USD per unit-hour; a plausible price lies between",
    f"example,eight,,,90,USD,,2027-01-01,{SOURCE},": "90 USD per GPU-hour; a plausible price lies between",
    f"example,eight,,20,2.5,USD,,2027-01-01,{SOURCE},": "both unit_price and gpu_price; fill one of the two",
    f"example,eight,,,,USD,,2027-01-01,{SOURCE},": "neither unit_price and gpu_price; fill one of the two",
    f"example,eight,,20,,USD,,,{SOURCE},": "neither starts and seen_by; fill one of the two",
    f"example,eight,,20,,USD,,1 March,{SOURCE},": "seen_by is 1 March; a day such as 2026-01-31",
    "example,eight,,20,,USD,,2027-01-01,unheard-of,": "source unheard-of is new; fill source_title",
    "example,eight,,20,,USD,,2027-01-01,,": "source is empty; an id of lower-case letters",
    f'example,eight,,20,,USD,,2027-01-01,{SOURCE},"=HYPERLINK(""x"")"': "note starts with =, which a spreadsheet would run",
    f'example,eight,,20,,USD,,2027-01-01,{SOURCE},"one\ntwo"': "note holds a line break",
    f"example,eight,,20,,USD,,2027-01-01,{SOURCE},,,,": "another number of cells than the first line",
    f"example,eight,,20,,USD,,2020-01-01,{SOURCE},": "does not come after",
    f"example,eight,,400,,USD,,2027-01-01,{SOURCE},": "times as much; check it, then add --accept example/eight",
}


@pytest.mark.parametrize("row", WRONG)
def test_a_wrong_row_changes_nothing_and_says_why(desk, row):
    before = desk.files()
    code, said = desk.run("import", given(desk, f"{HEAD}{row}\n"), "--yes")
    assert (code, desk.files()) == (1, before)
    assert WRONG[row] in said


def test_a_row_that_stands_twice_is_told_with_both_lines(desk):
    row = f"example,eight,,20,,USD,,2027-01-01,{SOURCE},\n"
    code, said = desk.run("import", given(desk, HEAD + row + row), "--yes")
    assert code == 1
    assert "rows.csv:3: example/eight on 2027-01-01 stands twice, first at rows.csv:2; keep one" in said


def test_all_mistakes_are_told_at_once(desk):
    rows = f"example,nothing,,2,,EUR,,soon,{SOURCE},\nexample,eight,,x,,USD,,2027-01-01,{SOURCE},\n"
    code, said = desk.run("import", given(desk, HEAD + rows), "--yes")
    assert code == 1
    for part in ("rows.csv:2: no offer", "rows.csv:2: currency", "rows.csv:2: seen_by is soon", "rows.csv:3: unit_price is x"):
        assert part in said


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "no column seller"),
        (HEAD.encode(), "no rows; add one price a row"),
        (b"seller,offer\naws,x\n", "no column currency, source, unit_price or gpu_price, starts or seen_by"),
        (HEAD.replace("note", "notes").encode() + b"a,b,c,d,e,f,g,h,i,j\n", "column notes is unknown or doubled"),
        (HEAD.replace("note", "seller").encode() + b"a,b,c,d,e,f,g,h,i,j\n", "column seller is unknown or doubled"),
        (b"\xff\xfea\x00", "not UTF-8"),
        (HEAD.encode() + b'"unclosed', "not CSV"),
        (HEAD.encode() + b"a\0b", "holds zero bytes"),
        (HEAD.encode() + b"a" * 200_000, "not CSV"),
    ],
)
def test_a_file_that_is_no_table_changes_nothing_and_says_why(desk, content, told):
    before = desk.files()
    code, said = desk.run("import", given(desk, content), "--yes")
    assert (code, desk.files()) == (1, before)
    assert told in said


def test_a_huge_file_is_not_read(desk):
    path = desk.content.parent / "huge.csv"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    code, said = desk.run("import", path, "--yes")
    assert (code, "larger than 20 MB" in said) == (1, True)
