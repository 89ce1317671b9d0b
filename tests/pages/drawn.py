"""Drawings as marks, read alike from SVG text and from a page, so that what Python draws and what a script draws can be compared."""

import re

READ = """(svg) => Object.fromEntries([...svg.querySelectorAll('[class*=_marks]')].map((layer) => [
  /(\\w+)_marks/.exec(layer.getAttribute('class'))[1],
  [...layer.children].filter((part) => part.getAttribute('display') !== 'none').map((part) => [
    (part.getAttribute('transform') ?? '') + ' ' + (part.matches('text, .mark-symbol *') ? '' : part.getAttribute('d') ?? ''),
    part.getAttribute('x2') ?? '0', part.getAttribute('y2') ?? '0', part.getAttribute('opacity') ?? '1',
    part.getAttribute('font-weight') ?? '', part.getAttribute('fill') ?? '', part.getAttribute('stroke') ?? '',
    part.getAttribute('stroke-dasharray') ?? '', part.getAttribute('text-anchor') ?? '',
    [...part.children].map((line) => line.textContent).join('\\n') || part.textContent,
  ])]))"""
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
STEP = re.compile(r"([MLHVhv])([-\d.,]*)")


def path(text):
    """The corners of a path of straight lines, in whole coordinates."""
    x = y = 0.0
    found = []
    for sign, rest in STEP.findall(text):
        numbers = [float(each) for each in NUMBER.findall(rest)]
        if sign in "ML":
            x, y = numbers
        elif sign == "H":
            x = numbers[0]
        elif sign == "V":
            y = numbers[0]
        elif sign == "h":
            x += numbers[0]
        else:
            y += numbers[0]
        found.append((x, y))
    return found


def places(row):
    """Every coordinate of a mark, and everything else that it shows."""
    where, x2, y2, *look = row
    moved, _, drawn = where.partition(")") if ")" in where else ("", "", where)
    numbers = [float(each) for each in NUMBER.findall(moved)]
    for point in path(drawn):
        numbers += point
    return [*numbers, float(x2), float(y2)], look


def differences(one, other, within=1.0):
    """In what two drawings differ by more than some pixels."""
    found = [f"layers {sorted(one.keys() ^ other.keys())}"] if one.keys() != other.keys() else []
    for name in one.keys() & other.keys():
        if len(one[name]) != len(other[name]):
            found.append(f"{name}: {len(one[name])} marks, {len(other[name])}")
            continue
        for first, second in zip(one[name], other[name], strict=True):
            (here, look), (there, seen) = places(first), places(second)
            if look != seen or len(here) != len(there) or any(abs(a - b) > within for a, b in zip(here, there, strict=True)):
                found.append(f"{name}: {first} against {second}")
    return found
