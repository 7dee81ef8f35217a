"""What the paragraphs of the year are made of: a sentence, a figure by name, and small turns of words."""

from typing import Any, NamedTuple

from ..expr.values import ErrorValue
from .layout.source import Cell


def lacking(amount: Any) -> str:
    """Why a total of the budget is no number: nobody filled it in, or what stands there cannot be read."""
    unreadable = amount.__class__ is ErrorValue and amount.kode != "#N/A"
    return "memuat isian yang tidak dapat dibaca" if unreadable else "belum diisi"


class Sentence(NamedTuple):
    """One paragraph, ready to be pasted.

    Attributes:
        section: one of ``SECTIONS``. text: as it is read.
        figures: the cells whose figures it tells, each with its origin.
        about: key of the indicator or sasaran that it is about; "" for the whole office.
    """

    section: str
    text: str
    figures: tuple[Cell, ...] = ()
    about: str = ""


class Named(NamedTuple):
    """A figure by name: what it is called, its cell, and how it is written in words ("" where it is not)."""

    name: str
    label: str
    cell: Cell
    words: str = ""


def ended(text: str) -> str:
    """A text that ends as a sentence does."""
    text = " ".join(text.split())
    return text if text[-1:] in ".!?" else f"{text}."


def begun(text: str) -> str:
    """A text that begins as a sentence does, whatever somebody typed."""
    return text[:1].upper() + text[1:]


def lowered(text: str) -> str:
    """A text that goes on in a sentence: its first letter small, unless it is an acronym."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def first_sentence(text: str) -> str:
    """The first sentence of a longer text, as a sentence is written."""
    head, mark, _ = begun(" ".join(text.split())).partition(". ")
    return head + "." if mark else ended(head)
