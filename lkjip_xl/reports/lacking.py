"""What to answer when a book cannot have the report that was asked for: which ones are meant, and what brings them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ..invocation import command
from ..schema.captions import sheet_caption
from ..schema.contract import module_of
from ..schema.setting_messages import with_labels
from .names import own_part
from .profiles import find_profile, profile_names

if TYPE_CHECKING:
    from ..compute.world import World
    from .profiles.records import Profile
    from .report import Report

_MOST = 3


def why_lacking(world: World, names: Iterable[str], reports: Sequence[Report], profile: Profile) -> str:
    """Of reports that a book cannot have: what each needs; "" where no report has such a name.

    Args:
        world: the computed book. names: as typed. reports: all that there are. profile: the book's own.
    """
    found = {one.id: one for name in names for one in _meant(name, reports)}
    return " ".join(_needed(world, one, profile) for one in found.values())


def _meant(name: str, reports: Sequence[Report]) -> list[Report]:
    """The reports that a name means: by id, sheet or title, whole or its beginning."""
    wanted = own_part(name)
    exact = [one for one in reports if one.knows(name.strip().upper()) or wanted in _names(one)]
    begun = [one for one in reports if len(wanted) > 1 and any(n.startswith(wanted) for n in _names(one))]
    return (exact or begun)[:_MOST]


def _names(one: Report) -> list[str]:
    """Its id, sheet and title without ``Lap`` and the number of a series."""
    return [re.sub(r"-?(\{N\})?$", "", own_part(text)) for text in (one.id, one.sheet, one.title)]


def _needed(world: World, one: Report, profile: Profile) -> str:
    title = one.title.removesuffix(" {n}")
    module = one.module or module_of(one.needs)
    if module and module not in world.book.modules:
        sheet = sheet_caption(one.needs)
        add = command(f"tambah BUKU {module}")
        return f"{title} memerlukan modul {module}: tambahkan dengan '{add}', lalu isi lembar {sheet}."
    if one.of_profiles and one.id not in profile.forms:
        printing = ", ".join(name for name in profile_names() if one.id in find_profile(name).forms)
        return with_labels(f"{title}: {one.about} Profil yang memuatnya: {printing} (pilih di profil_bentuk).")
    return with_labels(f"{title}: {one.about}")
