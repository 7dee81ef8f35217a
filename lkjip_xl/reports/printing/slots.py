"""What a profile's words may refer to: settings of the book and what follows from them, as ``{slot}``."""

import re
from collections.abc import Iterator
from typing import Any

from ...compute.agreement_dates import SETTINGS as DATES_OF_AGREEMENTS
from ...compute.agreement_dates import agreement_date, document_of
from ...compute.plan_period import period_of
from ...compute.world import World
from ...errors import UsageError
from ...rules.pertumbuhan import GROWTH
from ...rules.tanggal import date_text
from ...schema.choices import ROMAWI
from ...schema.plan_settings import SATUAN_UANG
from ...schema.settings import SETTING
from ..forms.notes import of_running_year
from ..forms.office import pagu_named, time_line
from ..forms.positions import capitals, head_post
from ..forms.quarter_notes import formula_of_capaian
from ..layout.cells import shown
from ..layout.source import Source, setting
from ..profiles.records import Profile
from .quantities import YEARS, renstra_years
from .rows import Asked

_SLOT = re.compile(r"\{([a-z0-9_]+)(:besar)?\}")
DOTS = "." * 40
_REGION = re.compile(r"\s+(?=(?:Kota|Kabupaten|Provinsi)\s)", re.I)


class Slots:
    """The words of one report. ``{instansi}`` is a setting, ``{instansi:besar}`` the same in capitals."""

    def __init__(self, world: World, profile: Profile, asked: Asked) -> None:
        self.world, self.profile, self.asked = world, profile, asked
        self.values: dict[str, str] = {}
        self._computed()

    def _computed(self) -> None:
        world, year = self.world, self.world.year
        own = self.values
        own["tahun"] = str(year or "")
        for back, name in ((1, "tahun_lalu"), (2, "tahun_lalu2")):
            own[name] = str(year - back) if year else ""
        first, _ = renstra_years(world)
        own["t_awal"] = str(first - 1)
        own.update({f"t{n}": str(first + n) for n in range(YEARS)})
        for key in ("instansi", "jabatan_kepala"):
            own[f"{key}_tanpa_daerah"] = _REGION.split(self.setting(key), maxsplit=1)[0]
        for key in ("nama_kepala", "jabatan_kepala", "nama_atasan", "jabatan_atasan"):
            own[f"{key}_titik"] = self.setting(key) or DOTS
        own["tempat"] = self.setting("tempat_tanda_tangan") or self.setting("kota")
        own["daerah"] = re.sub(r"(?i)^pemerintah\s+", "", self.setting("pemerintah_daerah"))
        own["waktu"] = str(time_line(world).value)
        own["n"] = str(self.asked.number or "")
        own["triwulan_romawi"] = ROMAWI[self.asked.number] if self.asked.number in (1, 2, 3, 4) else ""
        if self.asked.member is not None:
            own["sasaran"] = str(self.asked.member.nama)
            own["anggota"] = own["sasaran"]
        self._period()
        self._staff()
        own["pagu_berlaku"] = self._pagu_in_force()
        until = of_running_year(world)
        own["catatan_efisiensi"] = f"Efisiensi. {until}" if until else ""
        own["rumus_capaian"] = world.remembered(formula_of_capaian)
        own["awalan"] = str(self.choice("awalan_nomor_tabel") or "3.")
        own["label_indikator"] = str(self.choice("label_iku") or "Indikator Kinerja")
        for name, text in self.profile.words.items():
            own.setdefault(name, text)
        if self.setting("klausul_pk"):
            own["klausul"] = self.setting("klausul_pk")
        self._goals()

    def _period(self) -> None:
        """The years of the plan, and how its money is shown."""
        period, settings = period_of(self.world), self.world.settings
        unit = str(settings.get("satuan_uang") or SATUAN_UANG[0])
        years = {
            "nama_periode": period.name, "tahun_dasar": period.base, "tahun_target_akhir": period.last,
            "satuan_uang": self.profile.words.get(f"satuan_{unit.casefold()}", unit),
            "metode_pertumbuhan": settings.get("metode_pertumbuhan") or GROWTH[0],
        }  # fmt: skip
        self.values.update({name: str(value) for name, value in years.items()})
        mission = (
            next((r for r in self.world.rows("tbl_rpjmd") if r.get("Jenis") == "Misi"), {})
            if "tbl_rpjmd" in self.world.tables
            else {}
        )
        self.values["misi"] = str(mission.get("Uraian") or "")
        changed = "tbl_renstra_awal" in self.world.tables and any(
            r.get("Kode") for r in self.world.rows("tbl_renstra_awal")
        )
        self.values["catatan_perubahan"] = "Sel berlatar warna berbeda dari Renstra awal." if changed else ""

    def _staff(self) -> None:
        """Lists of staff: ``a. PNS sebanyak : 28 orang``, by Kelompok."""
        table = self.world.tables.get("tbl_pegawai")
        rows = [r for r in self.world.rows("tbl_pegawai") if r.get("Uraian")] if table else []
        for name in ("status", "golongan", "pendidikan"):
            own = [r for r in rows if str(r.get("Kelompok") or "").casefold() == name]
            parts = [
                f"{chr(97 + n)}. {r['Uraian']} sebanyak : {shown(r.get('Jumlah'))} orang" for n, r in enumerate(own)
            ]
            self.values[f"daftar_pegawai_{name}"] = "\n".join(parts)
            if name == "status":
                total = self.world.sum_of([r.get("Jumlah") for r in own])
                self.values["jumlah_pegawai"] = str(shown(total)) if own else ""

    def _goals(self) -> None:
        goals = self.world.tujuan
        for n, goal in enumerate(goals, 1):
            self.values[f"tujuan_{n}"] = str(goal.nama)
            measures = [str(r["Indikator"]) for r in goal.indikator if r.get("Indikator")]
            self.values[f"indikator_tujuan_{n}"] = "; ".join(measures)
        letters = "abcdefghijklmnopqrstuvwxyz"
        for name in ("tujuan", "indikator_tujuan"):
            every = [self.values[f"{name}_{n}"] for n in range(1, len(goals) + 1)]
            marked = [f"{letters[k % 26]}. {text}" for k, text in enumerate(every)]
            self.values[f"daftar_{name}"] = "\n".join(marked if len(every) > 1 else every)
        parts = [t.strip() for t in self.setting("fungsi").split(";") if t.strip()]
        listed = [f"{letters[k % 26]}. {text}" for k, text in enumerate(parts)]
        self.values["daftar_fungsi"] = "\n".join(listed if len(parts) > 1 else parts)

    def _pagu_in_force(self) -> str:
        n = self.asked.number
        if n not in (1, 2, 3, 4):
            document = self.world.document
        else:
            document = self.world.budget.quarter_documents[n - 1]
        return pagu_named(self.world, document)

    def setting(self, key: str) -> str:
        """A setting as text, "" when blank."""
        if key == "jabatan_kepala":
            return str(head_post(self.world).value)
        if key in DATES_OF_AGREEMENTS:
            return date_text(agreement_date(self.world, document_of(self.world, key)).value)
        value = self.world.settings.get(key)
        return "" if value is None else date_text(value) if key.startswith("tanggal") else str(value)

    def choice(self, key: str) -> Any:
        """A setting that speaks of forms: as typed, else what the profile says."""
        return self.profile.choice(self.world.settings, key)

    def value(self, name: str) -> str:
        """What a slot stands for.

        Raises:
            UsageError: ``profil_tidak_sah``: no slot of this name.
        """
        if name in self.values:
            return self.values[name]
        if name in SETTING:
            return self.setting(name)
        raise UsageError(f"Profil {self.profile.name}: isian {{{name}}} tidak dikenal.", "profil_tidak_sah")

    def fill(self, text: str) -> str:
        """A text with its slots filled; what a slot gives may hold slots too."""
        for _ in range(2):
            text = _SLOT.sub(self._filled, text)
        return text

    def _filled(self, found: re.Match[str]) -> str:
        value = self.value(found[1])
        return capitals(value) if found[2] else value

    def lines(self, text: str) -> Iterator[tuple[str, Source | None]]:
        """The paragraphs of a line, each with the setting that it shows."""
        names = [m[1] for m in _SLOT.finditer(text)]
        shown = [n.removesuffix("_titik").removesuffix("_tanpa_daerah") for n in names]
        source = setting(shown[0]) if len(shown) == 1 and shown[0] in self.world.settings else None
        for part in self.fill(text).split("\n"):
            yield part, source
