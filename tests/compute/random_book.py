"""Random books full of what people really type, and the comparison of a recalculated book with the computed one."""

import random

from lkjip_xl.expr.values import ErrorValue

SETTINGS = {
    "triwulan_berjalan": [1, 2, 3, 4, None, 0, 5, 2.5, "dua"],
    "dokumen_pk": ["Awal", "Perubahan", "perubahan", None],
    "metode_efisiensi": ["Rasio", "Selisih", "Keluaran", "PMK", None],
    "metode_turun": ["LAN", "Rasio", None],
    "capaian_tingkat": ["Tercapai", "Skor", None],
    "batas_capaian": [None, 1, 1.1, 1.2, 1.5, "tanpa"],
    "skala_predikat": ["Permendagri 86/2017", "LAN", "Lima Tingkat", "Empat Tingkat", "AKIP", "Tidak Ada", None],
    "rata_rata_instansi": ["PK", "IKU", "Sasaran", None],
    "desimal_persen": [0, 1, 2, 3, 4, None, 7, "dua"],
    "pembulatan": ["Bulat", "Potong", None],
    "realisasi_anggaran": ["Berjalan", "Per Triwulan", "per triwulan", None],
    "dasar_serapan": ["Pagu", "Pagu Efektif", None],
    "tahun": [2025, 2027, 2029, 2031],
    "target_nol": ["Menurut Arah", "0%", "N/A", None],
    "metode_kemajuan": ["Target", "Baseline", None],
}
_SIGNED = [
    ">= 95", "> 5", "\N{GREATER-THAN OR EQUAL TO}12,5", "min. 3", "Minimal 40 %", "<= 25", "maks. 25", "MAKSIMAL 10",
    "60-85",
    "60 \N{EN DASH} 85%", "60 s.d. 85", "2,5 s/d 3,5", "-5 s.d. -2", "60 s.d. 60", "85-60", "0 - 5", "1:30",
    "1 banding 100",
    "100:1", "2:30", "H+7", "71,5 (BB)", "B (62,5)", "0.817", "1 30", "1.200", "12/20", "5e3", "2 mar", "Rp 5", "1,2,3",
    "5,", ",5", "(5)", "60;85", "- 5", "+5", "belum", "Diukur di TW IV", "60-8x", "5 -", " 7 ", "n/a ",
    "\N{NO-BREAK SPACE}88",
]  # fmt: skip
"""Targets as people sign them, and texts that look like one."""
_LEVELS = {
    "Kota Layak Anak": ["Pratama", "Madya", "Nindya", "Utama", "KLA"],
    "Opini BPK": ["TMP", "TW", "WDP", "WTP"],
    "Predikat AKIP": ["D", "C", "CC", "B", "BB", "A", "AA"],
}
_ODD = [None, None, "N/A", "n/a", "-", "abc", "88%", 0, 0, " ", "Rp 5"]
_WHOLE = ["N/A", "-", None, 0, "Rp 5.000", -250]


def random_setting(rng):
    """Values for some of the settings that change the computing."""
    return {key: rng.choice(values) for key, values in SETTINGS.items() if rng.random() < 0.6}


def _number(rng):
    return rng.choice([
        lambda: rng.randrange(1, 120), lambda: round(rng.uniform(0, 120), 2), lambda: rng.randrange(1, 800) * 0.15,
        lambda: rng.choice([0.57, 33.333, 2_345.5, 100, 50]), lambda: -rng.randrange(1, 50),
    ])()  # fmt: skip


def _value(rng, kind, scale, odd=0.2, signed=True):
    if rng.random() < odd:
        return rng.choice(_SIGNED if signed and rng.random() < 0.4 else _ODD)
    if kind == "Tingkat":
        labels = _LEVELS.get(scale, ["Utama"])
        label = rng.choice([*labels, "Paripurna"] if rng.random() < 0.2 else labels)
        return label.lower() if rng.random() < 0.2 else label
    return _number(rng)


def _clean(row):
    return {name: value for name, value in row.items() if value is not None}


def random_rows(rng, years=(2025, 2029), indicators=40, signed=True):
    """``{table: rows}`` of a book; blank rows stand in between.

    Args:
        signed: with targets as they are signed (bounds, intervals), fixed denominators and kinds that version 1 lacks.
    """
    codes = [f"{i}.{j}" for i in range(1, 9) for j in (1, 2, 10, 3, 11)][: indicators - 2] + ["iku-A", "IKU-b"]
    renstra = []
    for code in codes:
        kind = rng.choice(
            ["Angka", "Persen", "Indeks", "Tingkat", None, "Tingkat", *(["Rasio", "Tanggal"] if signed else [])]
        )
        scale = rng.choice([*_LEVELS, None, "Tidak Ada"]) if kind == "Tingkat" or rng.random() < 0.1 else None
        group = rng.randrange(6)
        wording = rng.choice([f"Sasaran nomor {group}", f"SASARAN  nomor {group} ", f"Sasaran nomor {group}", None])
        row = {
            "Kode": code, "Jenis": "Sasaran", "Induk": rng.choice(["T1", "T2", "t1", None]), "Sasaran": wording,
            "Indikator": f"Indikator {code}", "IKU": rng.choice(["Ya", "Tidak", "ya", None]), "Satuan": "%",
            "Tipe": kind, "Skala Tingkat": scale, "Arah": rng.choice(["Naik", "Naik", "Turun", None]),
        }  # fmt: skip
        for year in range(years[0], years[1] + 1):
            row[f"Target {year}"] = _value(rng, kind, scale, signed=signed)
        renstra.append(_clean(row))
    renstra.insert(7, {})
    known = {r["Kode"]: r for r in renstra if r}
    used = rng.sample(codes, len(codes) - 4) + ["9.9.9", codes[0].upper(), "IKU-A"]
    pk = []
    for code in used + rng.sample(used, 12):
        kind, scale = known.get(code, {}).get("Tipe"), known.get(code, {}).get("Skala Tingkat")
        document = rng.choice(["Awal", "Awal", "Perubahan", "awal", None])
        pk.append(_clean({"Dokumen": document, "Kode": code, "Target": _value(rng, kind, scale, signed=signed)}))
    pk.insert(3, {})
    measured = []
    for code in used:
        kind, scale = known.get(code, {}).get("Tipe"), known.get(code, {}).get("Skala Tingkat")
        row = {"Kode": code, "Sifat": rng.choice(["Akumulasi", "Kumulatif", "Posisi Akhir", "kumulatif", None])}
        for n in range(1, 5):
            row[f"Target TW{n}"] = _value(rng, kind, scale, 0.3, signed)
            row[f"Realisasi TW{n}"] = _value(rng, kind, scale, 0.3, signed)
        target = known.get(code, {}).get("Target 2025")
        if target in _SIGNED and rng.random() < 0.6:  # the year's interval, quarter by quarter
            row.update({f"Target TW{n}": target for n in range(1, 5)})
        if signed and rng.random() < 0.1:
            row["Penyebut Tetap"] = rng.choice([40, 120, 0, "empat", 3])
        measured.append(_clean(row))
    measured.insert(5, {"Sifat": "Kumulatif", "Realisasi TW1": 5})
    return {
        "tbl_renstra": renstra, "tbl_pk": pk, "tbl_pengukuran": measured, "tbl_anggaran": _budget(rng, used),
        "tbl_iki": _individual(rng),
    }  # fmt: skip


_SPACES = ["\N{NO-BREAK SPACE}", "\N{THIN SPACE}", "\N{ZERO WIDTH SPACE}", " "]


def everything(rng, years=(2025, 2029), indicators=25, odd_spaces=0.06, signed=True):
    """``random_rows`` with all that a book may hold: every Jenis, history, data dukung, spaces that nobody sees.

    Args:
        odd_spaces: share of codes and wordings with a hidden space in or behind them.
    """
    rows = random_rows(rng, years, indicators, signed)
    codes = [r["Kode"] for r in rows["tbl_renstra"] if r]
    kinds = ["Sasaran"] * 5 + ["Tujuan", "Program", "Kegiatan", "Sub Kegiatan", "sasaran", None]
    for row in rows["tbl_renstra"]:
        if row:
            row["Jenis"] = rng.choice(kinds)
            row["Tujuan"] = rng.choice(["Tujuan satu", "Tujuan  satu", "Tujuan dua", None])
            row["Kondisi Awal"] = _value(rng, row.get("Tipe"), row.get("Skala Tingkat"), signed=signed)
    for row in rows["tbl_pengukuran"]:
        if row.get("Kode") and rng.random() < 0.3:  # measured once a year
            for n in range(1, 5):
                row.pop(f"Target TW{n}", None)
    rows["tbl_riwayat"] = [
        _clean({
            "Kode": rng.choice(codes), "Tahun": rng.choice([*range(years[0] - 3, years[0] + 3)]),
            "Lingkup": rng.choice(["Instansi", "Instansi", "Provinsi", "Nasional", "nasional", None]),
            "Target": _value(rng, None, None, signed=signed), "Realisasi": _value(rng, None, None, signed=signed),
        })
        for _ in range(40)
    ]  # fmt: skip
    rows["tbl_data_dukung"] = [
        _clean({
            "Kode": rng.choice(codes), "Jenis": rng.choice(["Rincian", "Rincian", "Total", None]), "Uraian": "Layanan",
            "Pembilang": _number(rng), "Penyebut": rng.choice([None, 0, _number(rng)]),
        })
        for _ in range(20)
    ]  # fmt: skip
    for table, columns in (
        ("tbl_renstra", ("Kode", "Induk", "Sasaran")), ("tbl_pk", ("Kode",)), ("tbl_pengukuran", ("Kode",)),
        ("tbl_anggaran", ("Indikator",)), ("tbl_riwayat", ("Kode",)),
    ):  # fmt: skip
        for row in rows[table]:
            for column in columns:
                if row.get(column) and rng.random() < odd_spaces:
                    at = rng.randrange(1, len(row[column]) + 1) if column in ("Sasaran", "Indikator") else None
                    row[column] = row[column][:at] + rng.choice(_SPACES) + (row[column][at:] if at else "")
    return {table: [_clean(row) for row in some] for table, some in rows.items()}


def _budget(rng, codes):
    levels = ["Urusan", "Bidang", "Program", "Kegiatan", "Sub Kegiatan"]
    rows, depth = [], 0
    for number in range(90):
        depth = rng.choice([depth, min(depth + 1, 4), min(depth + 1, 4), rng.randrange(5)]) if number else 0
        level = levels[depth] if rng.random() > 0.06 else rng.choice(["Lainnya", "program", None, "SUB KEGIATAN"])
        names = [rng.choice([*codes, "1.1"]) for _ in range(rng.choice([0, 0, 1, 1, 2]))]
        joined = rng.choice([";", "; ", " ;"]).join(names) or rng.choice([None, None, ";", ""])
        row = {"Kode": f"5.{number}", "Tingkat": level, "Uraian": f"Baris {number}", "Indikator": joined or None}
        for name in ("Pagu Awal", "Pagu Perubahan", "Realisasi TW1", "Realisasi TW2", "Realisasi TW3",
                     "Realisasi TW4"):  # fmt: skip
            row[name] = rng.choice(_WHOLE) if rng.random() < 0.15 else rng.randrange(1, 9_000_000_000)
        rows.append(_clean(row))
    _later_columns(rng, rows)
    if rng.random() < 0.7:  # one text spoils every sum above it; some books are free of it
        for row in rows:
            for name, value in list(row.items()):
                if value == "Rp 5.000":
                    del row[name]
    return rows


def _later_columns(rng, rows):
    """Levels below Sub Kegiatan, kinds, units, blocked money, and codes that nest: what some books have."""
    rng = random.Random(repr(rows))  # of its own, so that the rest of a seed's book stays as it was
    deeper, kinds, nested = rng.random() < 0.5, rng.random() < 0.4, rng.random() < 0.6
    chain = []
    for number, row in enumerate(rows):
        level = row.get("Tingkat")
        if deeper and level == "Sub Kegiatan" and rng.random() < 0.5:
            row["Tingkat"] = level = rng.choice(["KRO", "RO", "Komponen", "Rekening", "rekening"])
        if kinds and rng.random() < 0.3:
            row["Jenis Anggaran"] = rng.choice(["Pendapatan", "Pembiayaan", "belanja", "Belanja", "Hibah"])
        if rng.random() < 0.2:
            row["Unit"] = rng.choice(["Puskesmas A", "Puskesmas B"])
        if rng.random() < 0.2:
            row["Blokir"] = rng.choice(["N/A", "-", "Rp 5.000", 1_000_000, 25_000_000])
        if nested and level in ("Urusan", "Bidang", "Program", "Kegiatan", "Sub Kegiatan"):
            depth = ("Urusan", "Bidang", "Program", "Kegiatan", "Sub Kegiatan").index(level)
            chain = [*chain[:depth], str(number)]
            row["Kode"] = ".".join(["5", *chain])
    if nested and rng.random() < 0.2:  # and then somebody sorted them
        rows.sort(key=lambda row: row["Uraian"])


def _individual(rng):
    rows = []
    for number in range(25):
        row = {"Jabatan": "Kepala Bidang", "Indikator": f"Indikator {number}" if rng.random() < 0.7 else None}
        row["Jenis"] = rng.choice(["Persentase", "Jumlah", None])
        for name in ("Target", "Nilai Pembilang", "Nilai Penyebut"):
            row[name] = rng.choice(_ODD) if rng.random() < 0.3 else _number(rng)
        rows.append(_clean(row))
    return rows


def as_shown(value):
    """A computed value as LibreOffice reports it."""
    if value.__class__ is ErrorValue:
        return value.kode
    return float(value) if isinstance(value, (int, float)) else value


def differences(bacaan, hitungan, values, figures=True):
    """Cells whose recalculated value is not exactly the computed one, and how many were compared.

    Args:
        bacaan: book.read.Bacaan of the file. hitungan: the computed book.
        values: ``{sheet: rows}`` as another engine computed them. figures: whether those of Beranda are compared too.
    """
    found, count = [], 0

    def compare(sheet, row, column, wanted, where):
        nonlocal count
        count += 1
        line = values[sheet][row - 1] if row <= len(values[sheet]) else []
        got = line[column] if column < len(line) else None
        wanted = as_shown(wanted)
        if got != wanted and not (wanted == "" and got is None and row > len(values[sheet])):
            found.append((*where, wanted, got))

    for name, rows in hitungan.computed.items():
        place, table = bacaan.places[name], bacaan.tables[name]
        for row in rows:
            for column in table.computed:
                compare(place.sheet.name, place.header_row + row["#nomor"], place.columns[column.name],
                        row[column.name], (name, column.name, row["#nomor"]))  # fmt: skip
    place = bacaan.summary
    lines = {line[place.columns["Kunci"]]: number for number, line in enumerate(values[place.sheet.name], 1)
             if len(line) > place.columns["Kunci"] and number > place.header_row}  # fmt: skip
    for key, value in hitungan.summary.items() if figures else ():
        if key in lines:  # a book brought up to date has the figures of its version
            compare(place.sheet.name, lines[key], place.columns["Nilai"], value, ("tbl_ringkasan", key, 0))
    return found, count


def seeded(seed):
    """A generator of random numbers that gives the same book each time."""
    return random.Random(seed)
