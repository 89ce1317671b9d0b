"""QR codes as files."""

import re
import zlib

import pytest

from publisher import qr

LINK = "https://guide.example/s/large-bill/?requests=5000000"


def modules(text):
    return [[bool(cell) for cell in row] for row in qr.code(text).matrix]


def test_a_code_has_the_standard_s_fixed_parts():
    """Three finders, a light ring round each, and the timing pattern between them."""
    found = modules(LINK)
    size, finder = (
        len(found),
        [[row in {0, 6} or col in {0, 6} or {row, col} <= {2, 3, 4} for col in range(7)] for row in range(7)],
    )
    for top, left in ((0, 0), (0, size - 7), (size - 7, 0)):
        assert [row[left : left + 7] for row in found[top : top + 7]] == finder
    assert found[6][8 : size - 8] == [col % 2 == 0 for col in range(8, size - 8)]


def test_the_drawing_paints_the_code_s_modules_and_no_others():
    text, found = qr.svg(LINK).decode(), modules(LINK)
    side = len(found) + 2 * qr.QUIET
    assert f'viewBox="0 0 {side} {side}"' in text
    assert 'fill="#fff"' in text
    assert not re.search(r"\sstyle=|<script|class=", text)
    assert painted(re.search(r'stroke="#000" d="([^"]+)"', text)[1]) == {
        (row + qr.QUIET, col + qr.QUIET) for row, cells in enumerate(found) for col, cell in enumerate(cells) if cell
    }


def painted(path):
    """The unit squares that a path of lines covers: M and m move, h draws."""
    cells, x, y = set(), 0.0, 0.0
    for kind, first, second in re.findall(r"([Mmh])(-?[\d.]+)(?:[ ,]?(-?[\d.]+))?", path):
        if kind == "M":
            x, y = float(first), float(second)
        elif kind == "m":
            x, y = x + float(first), y + float(second or 0)
        else:
            cells |= {(int(y - 0.5), int(x) + step) for step in range(int(first))}
            x += float(first)
    return cells


def test_the_picture_is_as_large_as_its_modules():
    data = qr.png(LINK)
    side = (len(modules(LINK)) + 2 * qr.QUIET) * qr.MODULE
    assert data.startswith(b"\x89PNG")
    assert (int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")) == (side, side)
    packed = data[data.index(b"IDAT") + 4 : data.index(b"IEND") - 8]
    assert len(zlib.decompress(packed)) == side * (1 + (side + 7) // 8)  # one bit to a pixel, and a filter's byte to a row


@pytest.mark.parametrize("write", qr.WRITERS.values())
def test_the_same_link_gives_the_same_bytes(write):
    assert write(LINK) == write(LINK) != write(LINK + "0")
