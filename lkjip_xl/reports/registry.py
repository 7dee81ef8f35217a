"""The register of all reports: each is declared once, by a decorator in ``forms/``, and found by discovery."""

from collections.abc import Callable, Container, Iterable
from functools import partial
from typing import Any

from ..collector import CollectionPaused
from ..compute.world import World
from ..discovery import load
from ..errors import UsageError
from ..ooxml.sheet_model import PendingSheet, ReportSheet
from . import forms
from .doubts import QUARTER, REACHED, told_apart, with_doubts
from .layout.blocks import lay_out
from .layout.form import Form as Form
from .names import find_reports, no_such_report
from .profiles import GENERAL, find_profile
from .profiles.records import Profile
from .report import Report, Tables

_REGISTER: dict[str, Report] = {}
CHAPTERS = ("Bab I", "Bab II Perencanaan Kinerja", "Bab III Akuntabilitas Kinerja", "Bab IV Penutup", "Lampiran", "")
"""Parts of the LKjIP in their order; what has none is a working paper, which stands in no document."""
_BY_CHAPTER = dict.fromkeys((*CHAPTERS[2:4], ""), (QUARTER, REACHED))


def profile_of(world: World) -> Profile:
    """The profile by which a book's forms are printed (``profil_bentuk``).

    Raises:
        ProfileError: no profile has this name, or its file cannot be used.
    """
    return find_profile(str(world.settings.get("profil_bentuk") or GENERAL).strip())


def _always(world: World) -> bool:
    return True


def report(
    *,
    id: str,
    sheet: str,
    title: str,
    order: float,
    about: str,
    tables: Tables = (),
    when: Callable[[Any], bool] = _always,
    possible: Callable[[Any], bool] = _always,
    each: Callable[[Any], dict[int, Any]] | None = None,
    on_request: bool = False,
    chapter: str = "Lampiran",
    wide_money: bool = False,
    rests_on: tuple[str, ...] | None = None,
    needs: str = "",
    module: str = "",
    of_profiles: bool = False,
) -> Callable[[Callable[..., Form]], Callable[..., Form]]:
    """Decorator: registers the function beneath it as a report; the arguments are the attributes of ``Report``."""

    def register(blocks: Callable[..., Form]) -> Callable[..., Form]:
        if id in _REGISTER:
            raise ValueError(f"report id used twice: {id}")
        if chapter not in CHAPTERS:
            raise ValueError(f"{id}: no chapter {chapter}")
        _REGISTER[id] = Report(
            id,
            sheet,
            title,
            blocks,
            when,
            possible,
            each,
            on_request,
            about,
            tables,
            order,
            chapter,
            wide_money,
            _BY_CHAPTER.get(chapter, ()) if rests_on is None else rests_on,
            needs,
            module,
            of_profiles,
        )
        return blocks

    return register


def discover() -> None:
    """Load every module that declares reports: those of ``forms/``, and what an office adds (entry points)."""
    load(forms.__name__, "lkjip_xl.reports")


def all_reports() -> list[Report]:
    """Every report, in order."""
    discover()
    return sorted(_REGISTER.values(), key=lambda r: r.order)


def find_report(id: str) -> Report:
    """The report that an id belongs to.

    Raises:
        KeyError: no report has this id.
    """
    for one in all_reports():
        if one.knows(id):
            return one
    raise KeyError(id)


def report_ids(world: World) -> list[str]:
    """Ids of the reports that are written unasked for this book, in their order."""
    from .own_forms import is_hidden

    return [
        id
        for r in all_reports()
        if not r.on_request and r.when(world)
        for id in r.members(world)
        if not is_hidden(world, id)
    ]


def possible_ids(world: World) -> dict[str, tuple[str, str]]:
    """``{id: (sheet name, title)}`` of every report that this book can have, in either form and any quarter."""
    return {
        id: (sheet, title)
        for r in all_reports()
        if not r.on_request
        for id, (sheet, title, _) in r.members(world).items()
    }


def outdated_ids(world: World, ids: Iterable[str], possible: Container[str] | None = None) -> list[str]:
    """Those of the report ids in a book that it can no longer have (a sasaran fewer, no PK Perubahan any more).

    Ids that this register does not know are left alone; see docs/adr/0007. ``possible``: the ``possible_ids``, when at
    hand.
    """
    possible = possible_ids(world) if possible is None else possible
    known = [r for r in all_reports() if not r.on_request]
    return [id for id in ids if id not in possible and any(r.knows(id) for r in known)]


def write_reports(world: World, only: Iterable[str] | None = None) -> list[ReportSheet]:
    """The report sheets of a book.

    Args:
        world: the computed book.
        only: ids or sheet names of the wanted reports, in any case; the form of the report (``bentuk_laporan``) and the
            running quarter do not limit them. ``LAP-SASARAN`` is all of the series. None for all that the book has.

    Raises:
        UsageError: ``laporan_tidak_ada`` for an id that the book cannot have.
    """
    return [pending.make() for pending in pending_reports(world, only)]


def pending_reports(world: World, only: Iterable[str] | None = None) -> list[PendingSheet]:
    """As ``write_reports``, each sheet to be made when it is wanted."""
    offered = [(one, one.members(world)) for one in all_reports() if not one.on_request]
    sheets = {id: sheet for _, members in offered for id, (sheet, _, _) in members.items()}
    if only is None:
        wanted = set(report_ids(world))
    else:
        # A series without a member in this book is a report that is empty here, not a name that nobody knows.
        series = {one.id[:-1] for one, members in offered if one.each is not None and not members}
        ids, unknown = find_reports((id for id in only if str(id).strip().upper() not in series), sheets)
        wanted = set(ids)
        if unknown:
            from .lacking import why_lacking

            why = why_lacking(world, unknown, all_reports(), profile_of(world))
            raise UsageError(f"{no_such_report(unknown, sheets)} {why}".rstrip(), "laporan_tidak_ada")
    return [
        PendingSheet(id, sheet, partial(_made, one, world, id, sheet, title, arguments))
        for one, members in offered
        for id, (sheet, title, arguments) in members.items()
        if id in wanted
    ]


def _made(*form: Any) -> ReportSheet:
    with CollectionPaused():  # sheets hold no cycles
        return compose(*form)


def write_requested(id: str, world: World, *asked: Any) -> ReportSheet:
    """The sheet of a report that is written on request (LAP-REVIU), with what was asked with it."""
    one = find_report(id)
    return compose(one, world, one.id, one.sheet, one.title, asked)


def compose(one: Report, world: World, id: str, sheet: str, title: str, arguments: tuple[Any, ...]) -> ReportSheet:
    """One sheet: its form laid out by the engine."""
    from .unit_of_money import with_unit

    form = with_doubts(world, _based(one, world, id, title, arguments), one.rests_on)
    result = ReportSheet(id, sheet, title, form.widths, landscape=form.landscape)
    left = _shortened(form.footer, FOOTER_ROOM[form.landscape]).replace("&", "&&")
    result.footer = f"&L{left}&RHalaman &P dari &N"
    laid = lay_out(result, form.blocks)
    by_code = profile_of(world).form(id, world.settings) is None
    return with_unit(world, laid) if one.wide_money and by_code else laid


def form_of(world: World, id: str) -> Form:
    """The form of a report that the book can have, before it is laid out on a sheet, and without its doubts.

    Raises:
        KeyError: the book cannot have it.
    """
    one = find_report(id)
    _, title, arguments = one.members(world)[id]
    return _based(one, world, id, title, arguments)


def doubts_of_report(world: World, id: str) -> list[str]:
    """The doubts of a report, each sentence apart; of one sasaran or tujuan only those of its own indicators.

    Raises:
        KeyError: the book cannot have it.
    """
    one = find_report(id)
    _, _, arguments = one.members(world)[id]
    own = getattr(arguments[0], "indikator", None) if arguments else None
    measured = own if own and all(hasattr(i, "isi") for i in own) else None
    return told_apart(world, one.rests_on, measured)


def _based(one: Report, world: World, id: str, title: str, arguments: tuple[Any, ...]) -> Form:
    from .spending_base import with_base_named

    return with_base_named(world, _form(one, world, id, title, arguments))


def _form(one: Report, world: World, id: str, title: str, arguments: tuple[Any, ...]) -> Form:
    profile = profile_of(world)
    printed = None if one.on_request else profile.form(id, world.settings)
    from .own_forms import own_form, own_printed
    from .unit_of_money import in_unit

    if printed is None:
        from .legend import with_legend_as_used

        return own_form(world, id, with_legend_as_used(one.blocks(world, *arguments)))
    from .printing.form import printed_form

    member = arguments[0] if arguments else None
    asked = own_printed(world, id, printed)
    return printed_form(world, profile, id, title, in_unit(world, asked) if one.wide_money else asked, member)


FOOTER_ROOM = {False: 84, True: 140}
"""Characters of the page footer's left text, upright and lying, that leave room for the page number."""


def _shortened(text: str, room: int) -> str:
    """A footer that fits: of ``office - title`` the office is cut; it goes where too little of it is left, for what a
    form is matters more there than whose it is."""
    if len(text) <= room:
        return text
    name, mark, title = text.partition(" - ")
    left = room - len(title) - 4
    if mark and left >= 20:
        return f"{name[:left].rstrip(' ,')}… - {title}"
    told = title if mark else text
    return told if len(told) <= room else told[: room - 1].rpartition(" ")[0].rstrip(" ,") + "…"


def shows_seal(world: World) -> bool:
    """Whether the fingerprint of the inputs stands on paper (``teks_kerja``); the file always holds it."""
    return world.settings.get("teks_kerja") == "Ya"


def sealed_footer(footer: str | None, seal: str) -> str | None:
    """The footer with the fingerprint of the inputs that the sheet was computed from, before the page number."""
    left, mark, right = (footer or "").rpartition("&RHalaman")
    return f"{left}&RIsian {seal} - Halaman{right}" if mark else footer
