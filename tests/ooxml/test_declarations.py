"""The search for comments and instructions gives what a plain search for their first two bytes gives."""

from random import Random

import pytest

from lkjip_xl.ooxml.xmlspans import has_declarations


def plainly(data):
    return b"<!" in data or (data.find(b"?", 64) >= 0 and data.find(b"<?", 5) >= 0)


@pytest.mark.parametrize("rest", [5, 400, 20_000])
def test_same_answer_as_a_plain_search(rest):
    """Both ways of searching: many marks in a short text, few in a long one."""
    random = Random(rest)
    answers = set()
    for number in range(400):
        marks = random.choice((b"!", b"?", b"<", b"!?", b"<!", b"<?", b"<!?"))
        data = bytearray(random.choices(b"ab =", k=random.randrange(3, 3 + rest)))
        for _ in range(number % 4):
            at = random.randrange(len(data) + 1)
            data[at:at] = marks
        assert has_declarations(bytes(data)) == plainly(bytes(data)), bytes(data)
        answers.add(has_declarations(bytes(data)))
    if rest > 5:
        assert answers == {True, False}
