import pytest

from calculators.engine.problems import Problems
from publisher.pages import LONGEST_DESCRIPTION, Asked, read_pages, slug

FRONT = "---\ntitle: A page\ndescription: What it says.\npublished: 2026-05-04\n---\n"


@pytest.fixture
def read(tmp_path):
    """Reads pages given by name and text; an index is there unless it is given."""

    def reading(**texts):
        guide, problems = tmp_path / "content" / "guide", Problems()
        for name, text in {"index": FRONT, **texts}.items():
            path = guide / f"{name}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_pages(tmp_path / "content", problems), problems.lines

    return reading


def test_front_matter_gives_title_description_and_words_for_links(read):
    pages, lines = read(
        a="---\ntitle: A finding\ndescription: In short.\nshort: A\nquestion: Why?\npublished: 2026-05-04\n---\nText\n"
    )
    page = pages["a"]
    assert (page.title, page.description, page.short, page.question) == ("A finding", "In short.", "A", "Why?")
    assert lines == []


def test_without_a_short_name_a_page_goes_by_its_title(read):
    assert read(a=FRONT)[0]["a"].short == "A page"


def test_a_page_may_belong_to_another(read):
    pages, _ = read(a=FRONT, **{"a/b": "---\ntitle: A page\ndescription: In short.\npublished: 2026-05-04\nwithin: a\n---\n"})
    assert {name: page.within for name, page in pages.items()} == {"index": "", "a": "", "a/b": "a"}


def test_a_page_says_when_it_was_published_and_last_revised(read):
    pages, lines = read(a=FRONT, b=FRONT.replace("2026-05-04\n", "2026-05-04\nrevised: 2026-06-01\n"))
    days = {name: (page.published.isoformat(), page.revised.isoformat()) for name, page in pages.items()}
    assert days == dict.fromkeys(("index", "a"), ("2026-05-04", "2026-05-04")) | {"b": ("2026-05-04", "2026-06-01")}
    assert lines == []


def test_text_keeps_the_lines_of_its_file(read):
    pages, _ = read(a=f"{FRONT}\nFirst\n\n## Second {{#second}}\n")
    assert pages["a"].text.splitlines() == ["", "", "", "", "", "", "First", "", "## Second {#second}"]
    assert [(section.id, section.text, section.level, section.place) for section in pages["a"].sections] == [
        ("second", "Second", 2, "content/guide/a.md:9")
    ]


def test_a_section_may_say_which_question_it_answers(read):
    asked = "asked:\n  why:\n    question: Why so?\n    answer: Because.\n    try: api_bill?bill=5\n"
    front = f"---\ntitle: A page\ndescription: In short.\npublished: 2026-05-04\n{asked}---\n"
    pages, lines = read(a=f"{front}## Why {{#why}}\n\n### How {{#how}}\n")
    why, how = pages["a"].sections
    assert (why.asked, how.asked, lines) == (Asked("Why so?", "Because.", "api_bill?bill=5"), None, [])
    _, lines = read(a=f"{front}## Why {{#whi}}\n")
    assert lines == ["content/guide/a.md:7: asked names why, which is no section of this page; did you mean whi?"]


def test_a_page_knows_its_address_and_the_way_up(read):
    pages, _ = read(a=FRONT, **{"deep/er/b": FRONT})
    assert {name: (page.folder, page.file, page.root) for name, page in pages.items()} == {
        "index": ("", "index.html", ""),
        "a": ("a/", "a/index.html", "../"),
        "deep/er/b": ("deep/er/b/", "deep/er/b/index.html", "../../../"),
    }


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Text\n", "1: there is no front matter; start with --- , title: …, description: … and ---"),
        ("---\ntitle: A\n\nText\n", "1: front matter does not end; close it with a line ---"),
        ("---\n---\nText\n", "1: front matter is no mapping; write title: … and description: …"),
        ("---\n- a\n---\nText\n", "1: front matter is no mapping; write title: … and description: …"),
        (
            "---\ntitle: A: b\n---\n",
            "2: not YAML (mapping values are not allowed in this context); check colons, quotes and indentation",
        ),
        ("---\ndescription: A\npublished: 2026-05-04\n---\n", "2: title is missing; write title: some text"),
        ("---\ntitle: A\ndescription: B\npublished: 2026-05-04\ntitel: C\n---\n", "5: unknown key titel; did you mean title?"),
        (
            "---\ntitle: A\ntitle: B\ndescription: C\npublished: 2026-05-04\n---\n",
            "3: title stands twice, first at content/guide/a.md:2; keep one of them",
        ),
        (
            f"---\ntitle: A\ndescription: {'x' * 161}\npublished: 2026-05-04\n---\n",
            f"3: description has 161 characters; say it in {LONGEST_DESCRIPTION}",
        ),
        ("---\ntitle: A\ndescription: B\n---\n", "2: published is missing; write published: a day such as 2026-01-31"),
        (
            "---\ntitle: A\ndescription: B\npublished: soon\n---\n",
            "4: published is the text 'soon'; write published: a day such as 2026-01-31",
        ),
        (
            FRONT.replace("04\n", "04\nrevised: 2026-05-03\n"),
            "5: revised is 2026-05-03, before 2026-05-04, when the page was published; write the later day",
        ),
        (b"---\ntitle: \xff\n---\n", "1: not UTF-8 text; save the file as UTF-8"),
        (f"{FRONT}# Title\n", "6: a heading of level 1; the title in the front matter is the only one; use ##"),
        (f"{FRONT}## What it costs\n", "6: heading 'What it costs' has no id; write ## What it costs {#what-it-costs}"),
        (f"{FRONT}\n### Déjà vu: 2\n", "7: heading 'Déjà vu: 2' has no id; write ### Déjà vu: 2 {#deja-vu-2}"),
        (f"{FRONT}## What {{#What_}}\n", "6: section id What_; use lower-case letters, digits and dashes: what"),
    ],
)
def test_a_mistake_is_told_at_its_line_and_nothing_that_follows_from_it(read, text, line):
    assert read(a=text)[1] == [f"content/guide/a.md:{line}"]


def test_small_headings_need_no_id(read):
    assert read(a=f"{FRONT}#### Aside\n")[1] == []


def test_a_heading_in_a_block_of_code_is_none(read):
    pages, lines = read(a=f"{FRONT}```\n# comment\n## more\n```\n~~~\n## more\n~~~\n## Real {{#real}}\n")
    assert ([section.id for section in pages["a"].sections], lines) == (["real"], [])


def test_section_ids_are_unique_over_the_whole_site(read):
    _, lines = read(a=f"{FRONT}## One {{#one}}\n", b=f"{FRONT}\n### Also one {{#one}}\n")
    right = "choose another: ids are unique over the whole site"
    assert lines == [f"content/guide/b.md:7: section id one stands already at content/guide/a.md:6; {right}"]


def test_there_must_be_a_first_page(tmp_path):
    problems = Problems()
    read_pages(tmp_path / "content", problems)
    assert problems.lines == ["content/guide/index.md: there is no first page; add it"]


@pytest.mark.parametrize(
    ("words", "id_"),
    [
        ("What it costs", "what-it-costs"),
        ("GPU-hours, billed & idle", "gpu-hours-billed-idle"),
        ("Señor Müller’s 3 rules", "senor-mullers-3-rules"),
        ("One two three four five six seven", "one-two-three-four-five-six"),
        ("→", "section"),
    ],
)
def test_a_slug_is_made_of_the_first_words(words, id_):
    assert slug(words) == id_
