"""`prices confirm` and `prices stale`: what was read again, and how old what was not has become."""

import pytest

from calculators.guide import read_guide, read_records

BY = ("--day", "2026-11-20", "--source", "made-gpu", "--yes")


def test_entries_in_lines_and_in_braces_are_confirmed_and_keep_their_comments(desk):
    before = desk.files()
    code, said = desk.run("confirm", "example/alpha", "example/eight", "example/eight/spot", *BY)
    assert code == 0, said
    api, gpu = (desk.lines(f"prices/{kind}/example.yaml") for kind in ("api", "gpu"))
    assert api[12:15] == [
        '        note: "Launch day."   # and one at the end of an entry',
        "        confirmed: 2026-11-20",
        "        confirmed_by: made-gpu",
    ]
    assert '             note: "A cut.", confirmed: 2026-11-20, confirmed_by: made-gpu}   # kept' in gpu
    assert "             confirmed: 2026-11-20, confirmed_by: made-gpu}" in gpu
    assert {name for name, text in desk.files().items() if text != before[name]} == {
        "prices/api/example.yaml",
        "prices/gpu/example.yaml",
    }
    read_guide(desk.content)


def test_what_is_announced_is_not_confirmed_but_what_is_in_force(desk):
    desk.run("confirm", "example/beta", *BY)
    now, later = read_records(desk.content)[0].api["example/beta"].history.entries
    assert (now.confirmed.isoformat(), later.confirmed) == ("2026-11-20", None)


def test_twice_is_a_no_op(desk):
    desk.run("confirm", "example/alpha", *BY)
    after = desk.files()
    assert desk.run("confirm", "example/alpha", *BY)[0] == 0
    assert desk.files() == after


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("example/omega", *BY), "example/omega: no such offer; "),
        (("example/alpha", "--day", "2026-11-20", "--source", "nobody", "--yes"), "--source: no source nobody; "),
        (("example/alpha", "--day", "2026-11-23", "--source", "made-gpu", "--yes"), "is after made-gpu was read, 2026-11-22"),
        (("example/alpha", "--day", "2020-11-23", "--source", "made-gpu", "--yes"), "no price on record for 2020-11-23"),
        (("example/alpha", "--day", "2026-11-01", "--source", "made-gpu", "--yes"), "last read on 2026-11-08, after 2026-11-01"),
        (("example/alpha", "--day", "soon", "--source", "made-gpu", "--yes"), "soon is no day; write 2026-01-31"),
    ],
)
def test_a_mistake_changes_nothing_and_says_why(desk, words, told):
    before = desk.files()
    code, said = desk.run("confirm", *words)
    assert (code, desk.files()) == (1, before)
    assert told in said


def test_all_mistakes_are_told_at_once(desk):
    _, said = desk.run("confirm", "example/omega", "example/psi", "--day", "2026-11-23", "--source", "made-gpu")
    assert [line.partition(":")[0] for line in said.splitlines()[:3]] == ["--day", "example/omega", "example/psi"]


def alone(desk):
    """A desk on which only the made offers have prices in force on the day that is asked for."""
    return [line for line in desk.run("stale", "--day", "2026-11-22")[1].splitlines() if line.startswith("example/")]


def test_ages_count_from_the_source_or_a_later_confirmation(desk):
    assert [line.split()[:4] for line in alone(desk)] == [
        ["example/gamma", "2026-11-08", "14", "days"],
        ["example/beta", "2026-11-08", "14", "days"],
        ["example/alpha", "2026-11-08", "14", "days"],
        ["example/eight", "2026-11-09", "13", "days"],
        ["example/eight/spot", "2026-11-10", "12", "days"],
    ]


def only(desk, **dated):
    """Leave the made API offers alone on the desk's list: everything else is confirmed that day."""
    market, day = read_records(desk.content)
    others = [id_ for id_, entry in market.in_force(day).items() if not id_.startswith("example/")]
    stale = [id_ for id_ in others if (day - market.in_force(day)[id_].age_from).days]
    code, said = desk.run("confirm", *stale, "--day", "2026-11-22", "--source", "made-gpu", "--yes")
    assert code == 0, said


@pytest.mark.parametrize(
    ("day", "code", "due", "overdue"),
    [("2026-12-22", 0, 0, 0), ("2026-12-23", 0, 3, 0), ("2027-02-05", 0, 5, 0), ("2027-02-06", 1, 5, 3)],
)
def test_it_warns_at_45_days_and_fails_at_90_where_it_is_strict(desk, day, code, due, overdue):
    only(desk)
    found = [line for line in desk.run("stale", "--day", day)[1].splitlines() if line.startswith("example/")]
    assert sum("due for a check" in line or "90+" in line for line in found) == due
    assert sum("not checked for 90+ days" in line for line in found) == overdue
    if overdue or day < "2027-02-01":
        assert desk.run("stale", "--day", day, "--strict")[0] == code
    assert desk.run("stale", "--day", day)[0] == 0
