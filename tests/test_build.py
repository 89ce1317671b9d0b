"""The command line as a newcomer uses it: building, failing safely, calculating."""

import json
import re
import shutil
import signal
import subprocess
import sys
import time

import pytest

from tests.conftest import CONTENT, ROOT


def _run(*arguments, **named):
    return subprocess.run(
        [sys.executable, str(ROOT / "build.py"), *map(str, arguments)], capture_output=True, text=True, check=False, **named
    )


def _tree(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A site made by the command."""
    site = tmp_path_factory.mktemp("built") / "site"
    done = _run("--site", site)
    assert done.returncode == 0, done.stderr
    assert str(site / "index.html") in done.stdout
    return site


@pytest.fixture
def broken(tmp_path):
    """A copy of the content with two mistakes in two files."""
    content = tmp_path / "content"
    shutil.copytree(CONTENT, content)
    page = content / "guide" / "call.md"
    page.write_text(page.read_text().replace("{#experimenting}", "", 1))
    site = content / "site.yaml"
    site.write_text(site.read_text().replace("tagline:", "taglin:", 1))
    return content


def test_two_builds_are_the_same_to_the_byte(built, tmp_path):
    assert _run("--site", tmp_path / "site").returncode == 0
    assert _tree(tmp_path / "site") == _tree(built)


def test_a_build_needs_no_network(tmp_path):
    guard = "import socket\ndef refuse(*a, **k): raise OSError('network')\nsocket.socket.connect = refuse\nsocket.getaddrinfo = refuse\n"
    (tmp_path / "sitecustomize.py").write_text(guard)
    done = subprocess.run(
        [sys.executable, str(ROOT / "build.py"), "--site", str(tmp_path / "site")],
        env={"PYTHONPATH": str(tmp_path), "PATH": ""}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_mistakes_are_all_told_and_the_old_site_stays(broken, tmp_path):
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("old")
    done = _run("--content", broken, "--site", site)
    assert done.returncode == 1
    line = next(
        n for n, text in enumerate((CONTENT / "guide" / "call.md").read_text().splitlines(), 1) if "{#experimenting}" in text
    )
    assert f"content/guide/call.md:{line}: heading" in done.stderr
    assert "has no id; write ## " in done.stderr
    assert "unknown key taglin; did you mean tagline?" in done.stderr
    assert _tree(site) == {"index.html": b"old"}
    assert "Traceback" not in done.stderr


def test_a_build_that_is_killed_leaves_a_whole_site(built, tmp_path):
    site = tmp_path / "site"
    shutil.copytree(built, site)
    whole = _tree(site)
    for delay in (0.05, 0.4, 0.8, 1.2, 1.6, 2.0, 2.4):
        running = subprocess.Popen([sys.executable, str(ROOT / "build.py"), "--site", str(site)], stdout=subprocess.DEVNULL)
        time.sleep(delay)
        running.send_signal(signal.SIGKILL)
        running.wait()
        assert _tree(site) == whole
    assert _run("--site", site).returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_an_older_day_has_the_prices_of_that_day(tmp_path):
    done = _run("--as-of", "2023-08-17", "--site", tmp_path / "site")
    assert done.returncode == 0, done.stderr
    prices = (tmp_path / "site" / "prices" / "index.html").read_text()
    table = prices[prices.index('id="gpu-prices"') :]
    table = table[: table.index("</table>")]
    assert "$32.77" in table
    assert "H200" not in table
    assert "no price on record" in (tmp_path / "site" / "call" / "index.html").read_text()


def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").write_text("in the way")
    done = _run("--site", tmp_path / "file" / "site")
    assert done.returncode == 1
    assert "choose another folder with --site" in done.stderr
    assert "Traceback" not in done.stderr


def test_calc_answers_as_its_contract_says():
    done = _run("calc", "break_even", "requests=1000000", "call.offer=openai/gpt-6-sol", "--json")
    assert done.returncode == 0, done.stderr
    data = json.loads(done.stdout)
    assert list(data) == ["schema", "calculator", "as_of", "inputs", "results", "outputs", "notes", "swings"]
    assert (data["schema"], data["calculator"], data["as_of"]) == (1, "break_even", "2026-11-22")
    inputs = {row["name"]: row for row in data["inputs"]}
    assert inputs["requests"] == {"name": "requests", "value": 1000000, "unit": "request/month", "from": "you"}
    assert inputs["output_tokens"]["from"] == "default"
    assert inputs["call.input_price"]["from"] == "call.offer=openai/gpt-6-sol"
    outputs = {row["name"]: row for row in data["outputs"]}
    assert set(outputs["breakeven_first"]) == {"name", "value", "unit", "low", "high"}
    assert outputs["breakeven_first"]["low"] <= outputs["breakeven_first"]["high"]
    assert all(isinstance(row["value"], int | float) or row["value"] is None for row in data["outputs"])
    assert data["notes"]


def test_calc_gives_four_ways_with_their_bands_gates_and_reasons():
    data = json.loads(_run("calc", "decide", "preset=documents", "requests=3000000", "--json").stdout)
    assert list(data["ways"]) == ["call", "rent", "own", "hybrid"]
    for way in data["ways"].values():
        assert way["band"][0] <= way["band"][1]
        assert way["monthly_cost"] > 0
    assert data["ways"]["call"]["struck_out"]
    assert not data["ways"]["rent"]["struck_out"]
    assert {gate["way"] for gate in data["gates"]} == {"call", "hybrid"}
    assert data["verdict"] == data["notes"][0]
    assert data["best"] in {"rent", "own"}
    assert set(data["months_of_change"]) == {"run_rate_month", "total_month"}
    assert data["swings"]
    assert all(reason["page"].partition("#")[0].endswith(".md") for reason in data["reasons"])
    text = _run("calc", "decide", "preset=documents").stdout
    assert "struck out" in text
    assert "eight draws in ten" in text


def test_what_is_none_in_reach_is_null_with_a_note():
    data = json.loads(_run("calc", "break_even", "--json").stdout)
    outputs = {row["name"]: row["value"] for row in data["outputs"]}
    assert outputs["breakeven_first"] is None
    assert any(note.startswith("breakeven_first: none in reach") for note in data["notes"])


def test_calc_lists_calculators_with_their_inputs():
    data = json.loads(_run("calc", "--list", "--json").stdout)
    names = [entry["name"] for entry in data["calculators"]]
    assert names == [
        "api_bill", "rented_fleet", "break_even", "specialized_clouds", "decide", "waiting", "runway", "unit_economics",
        "commitment", "fine_tuning", "shared_fleet", "routing", "throughput",
    ]  # fmt: skip
    assert "requests" in [row["name"] for row in data["calculators"][0]["inputs"]]
    assert "api_bill" in _run("calc", "--list").stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["api_bil"], ["did you mean api_bill?"]),
        (["api_bill", "request=5"], ["did you mean requests?"]),
        (["api_bill", "requests=many"], ["'many' is no number"]),
        (["api_bill", "requests=-1"], ["out of range", "between 1 and 1e+11 request/month"]),
        (["api_bill", "call.offer=openai/gpt-6sol"], ["did you mean openai/gpt-6-sol?"]),
        (["api_bill", "requests"], ["write quantity=value"]),
        (["api_bill", "request=5", "requests=-1"], ["did you mean requests?", "out of range"]),
    ],
)
def test_calc_errors_are_json_on_stdout_and_a_sentence_on_stderr(arguments, told):
    done = _run("calc", *arguments, "--json")
    assert done.returncode == 1
    data = json.loads(done.stdout)
    assert data["schema"] == 1
    for words in told:
        assert any(words in line for line in data["error"])
        assert words in done.stderr
    assert "Traceback" not in done.stderr


@pytest.fixture(scope="module")
def of_2023(tmp_path_factory):
    """The guide of the article's day."""
    site = tmp_path_factory.mktemp("then") / "site"
    done = _run("--as-of", "2023-08-17", "--site", site)
    assert done.returncode == 0, done.stderr
    return site


def _cells(page):
    return re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", page.read_text("utf-8"))


def test_an_older_day_has_that_days_prices_and_nothing_of_later(of_2023, built):
    then, now = (_cells(site / "prices" / "index.html") for site in (of_2023, built))
    assert "$32.77" in then
    assert "$21.96" not in then
    assert "$21.96" in now
    assert "H200 SXM" in now
    assert not any("H200" in cell for cell in then)


def test_an_older_day_says_so_on_each_page_and_is_not_to_be_found(of_2023, built):
    for page in of_2023.rglob("index.html"):
        text = page.read_text("utf-8")
        assert '<meta name="robots" content="noindex">' in text, page
        assert "/embed/" in page.as_posix() or "with the prices of 17 August 2023" in text, page
    newest = (built / "index.html").read_text("utf-8")
    assert "noindex" not in newest
    assert "another-day" not in newest


def test_an_older_day_never_takes_the_place_of_the_published_site():
    done = _run("--as-of", "2023-08-17")
    assert done.returncode == 1
    assert "site/ is for the guide of" in done.stderr
    assert "add --site FOLDER" in done.stderr


def test_a_day_before_all_prices_has_a_guide_that_says_so(tmp_path):
    done = _run("--as-of", "2022-01-01", "--site", tmp_path / "site")
    assert done.returncode == 0, done.stderr
    assert "no price on record" in (tmp_path / "site" / "prices" / "index.html").read_text("utf-8")
