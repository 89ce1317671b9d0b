"""`build.py link` as people call it."""

import pytest
from click.testing import CliRunner

from build import main
from publisher import qr

BASE = "https://call-rent-or-own.example/"


def run(*arguments):
    found = CliRunner(catch_exceptions=False).invoke(main, ["link", *map(str, arguments)])
    return found.exit_code, found.stdout, found.stderr


def test_one_link_is_printed(guide):
    day = f"&as_of={guide.as_of}&rules={guide.edition}"
    assert run("calculators/break-even", "requests=5e6") == (0, f"{BASE}calculators/break-even/?requests=5000000{day}\n", "")
    shown = run("voice", "requests=5e6", "--full", "--show", "requests,output_tokens")
    assert shown == (0, f"{BASE}decide/voice/?preset=voice&requests=5000000&show=requests,output_tokens{day}\n", "")
    assert run("large-bill") == (0, f"{BASE}s/large-bill/\n", "")


@pytest.mark.parametrize(("name", "write"), [("code.svg", qr.svg), ("code.png", qr.png)])
def test_a_code_of_the_link_is_written(tmp_path, name, write):
    status, out, _ = run("voice", "--qr", tmp_path / name)
    assert status == 0
    assert (tmp_path / name).read_bytes() == write(out.strip())


def test_a_link_that_was_sent_stands_for_its_inputs_and_its_day():
    sent = "https://elsewhere.example/decide/?requests=5&output_tokens=8&utm_source=x&as_of=2025-06-30&rules=1&show=requests"
    made = f"{BASE}s/voice/?preset=voice&output_tokens=8&requests=7&as_of=2025-06-30&rules=1\n"
    assert run("voice", sent, "requests=7") == (0, made, "")


def test_the_day_of_the_prices_is_carried_along():
    found = CliRunner(catch_exceptions=False).invoke(main, ["--as-of", "2025-06-30", "link", "staircase"])
    assert found.exit_code == 0
    assert found.stdout.startswith(f"{BASE}s/staircase/?as_of=2025-06-30&rules=")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["large-bil"], "link: no section, page or case large-bil; did you mean large-bill?\n"),
        (["staircase", "requests"], "link: 'requests' is no pair; write quantity=value\n"),
        (["staircase", "requests=abc"], "requests: 'abc' is no number; write a plain decimal such as 1500 or 0.25\n"),
        (["staircase", "--show", ",".join(["requests"] * 9)], "show: 9 inputs are too many to be in view; name up to 8\n"),
        (["staircase", "--show", "reqests"], "reqests: no input of break_even; did you mean requests?\n"),
        (["staircase", "--qr", "/dev/null/code.svg"], "/dev/null/code.svg: cannot be written (Not a directory); choose another file with --qr\n"),
    ],
)  # fmt: skip
def test_a_mistake_ends_with_1_and_says_what_would_be_right(arguments, told):
    status, _, said = run(*arguments)
    assert (status, said) == (1, told)


def test_a_code_is_written_as_a_picture_only():
    status, _, said = run("staircase", "--qr", "code.gif")
    assert status == 1
    assert "code.gif is no name of a picture; end it with .svg or .png" in said
