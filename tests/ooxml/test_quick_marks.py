"""Marks of rows read by patterns are those that the parser gives, or are left to it."""

import random

import pytest

from lkjip_xl.ooxml.ownership import _SheetReader, _walk
from lkjip_xl.ooxml.quick_marks import quick_marks

STRINGS = ["Satu", "", "dua\nbaris", "A & B"]
USUAL = [
    '<c r="{c}{n}" s="4"/>',
    '<c r="{c}{n}"><v>12.50</v></c>',
    '<c r="{c}{n}" s="3" t="n"><v>0.1</v></c>',
    '<c r="{c}{n}" s="3" t="s"><v>0</v></c>',
    '<c r="{c}{n}" t="s"><v>1</v></c>',
    '<c r="{c}{n}" t="s"><v>3</v></c>',
    '<c r="{c}{n}" t="str"><f aca="false">A1&amp;&quot;x&quot;</f><v>ax</v></c>',
    '<c r="{c}{n}" t="str"><v>a_x000D_b &lt; c</v></c>',
    '<c r="{c}{n}" t="b"><f aca="false">TRUE()</f><v>1</v></c>',
    '<c r="{c}{n}" t="b"><v>1</v></c>',
    '<c r="{c}{n}" t="e"><v>#N/A</v></c>',
    '<c r="{c}{n}" t="str"><f>A1</f><v></v></c>',
]
ODD = [
    '<c r="{c}{n}" t="inlineStr"><is><t>teks</t></is></c>',
    '<c r="{c}{n}"><f t="shared" si="0"/><v>1</v></c>',
    '<c t="s"><v>0</v></c>',
    '<c r="{c}{n}" t="s"><v>99</v></c>',
    '<c r="{c}{n}"><v>lima</v></c>',
    '<c r="{c}{n}" ><v>1</v></c>',
    "<c r='{c}{n}'><v>1</v></c>",
]


class Held:
    """A package of one part."""

    def __init__(self, data):
        self.data = data

    def read(self, _name):
        return self.data


def sheet(rows):
    head = '<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="urn:x"><sheetViews/><sheetData>'
    return f"{head}{''.join(rows)}</sheetData><mergeCells/></worksheet>".encode()


def row(number, cells, more=""):
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    inner = "".join(cell.format(c=letters[k], n=number) for k, cell in enumerate(cells))
    return f'<row r="{number}" spans="1:5"{more}>{inner}</row>'


def parsed(data):
    reader = _SheetReader(STRINGS)
    _walk(Held(data), "x", reader.opened, reader.closed, reader.characters)
    return reader.marks


@pytest.mark.parametrize("seed", range(40))
def test_usual_sheets_are_read_by_patterns(seed):
    rng = random.Random(seed)
    rows, number = [], 0
    for _ in range(rng.randrange(1, 12)):
        number += rng.choice([1, 1, 1, 4])
        if rng.random() < 0.2:
            rows.append(f'<row r="{number}" ht="12"/>')
        else:
            more = rng.choice(["", ' ht="39.85" customHeight="1"', ' hidden="false"'])
            rows.append(row(number, rng.choices(USUAL, k=rng.randrange(0, 9)), more))
    data = sheet(rows)
    assert quick_marks(data, STRINGS) == parsed(data)


@pytest.mark.parametrize("odd", ODD)
def test_what_is_not_usual_is_left_to_the_parser(odd):
    data = sheet([row(1, USUAL[:2]), row(2, [USUAL[1], odd, USUAL[3]])])
    assert quick_marks(data, STRINGS) is None and parsed(data)


@pytest.mark.parametrize("rows", [[], ['<row r="3"/>'], [row(2, USUAL[3:4]), row(2, USUAL[1:2])]])
def test_rows_that_are_lacking_or_stand_twice(rows):
    data = sheet(rows)
    assert quick_marks(data, STRINGS) == parsed(data)


def test_a_change_in_any_usual_cell_is_seen():
    whole = [row(1, USUAL)]
    marks = {tuple(quick_marks(sheet(whole), STRINGS))}
    changes = (
        ("12.50", "12.51"),
        ("0.1<", "0.2<"),
        ("&quot;x", "&quot;y"),
        ("a_x000D_b", "a_x000D_c"),
        ("#N/A", "#REF!"),
    )
    for old, new in changes:
        assert old in whole[0]
        marks.add(tuple(quick_marks(sheet([whole[0].replace(old, new)]), STRINGS)))
    assert len(marks) == len(changes) + 1
