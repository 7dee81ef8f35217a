"""Where the pages of a printed sheet end, so that merged cells never run over the edge of one.

A sheet prints one page wide; its scale and thus the points that a page holds follow from its widths. The estimate
leaves a margin, because a viewer's default font and printer move the real edge by a few points.
"""

# Printable space inside the writer's margins, (portrait, landscape): width in characters (7 pixels each), height in
# points.
KERTAS = {"F4": ((102, 850), (164, 525)), "A4": ((99, 755), (149, 509))}
CADANGAN = 0.96
PUTUS_TERBANYAK = 1000  # Excel refuses a sheet with more than 1,026 page breaks


def daya_muat(lembar):
    """Points of row height that one page holds at the scale at which the sheet fits one page wide."""
    lebar, tegak = KERTAS[lembar.paper][1 if lembar.landscape else 0]
    return tegak * max(1.0, sum(lembar.widths) / lebar) * CADANGAN


class Halaman:
    """Follows a sheet as it grows and knows how much room is left on the current page.

    lembar: the sheet; its ``repeat_rows`` (set before the first page ends) take room on every later page.
    mulai: row number at which the current page begins. ke: number of pages that were broken off so far.
    """

    def __init__(self, lembar, mulai=0):
        self.lembar = lembar
        self.muat = daya_muat(lembar)
        self.ke = 0
        self._terpakai = 0.0
        self._sampai = mulai
        self._awal = mulai  # rows below this number are head, not contents, of the current page

    def _ikuti(self):
        baris = self.lembar.rows
        for i in range(self._sampai, len(baris)):
            self._terpakai += 15.0 if baris[i] is None else baris[i].height or 15.0
        self._sampai = len(baris)

    @property
    def sisa(self):
        """Points left on this page."""
        self._ikuti()
        return self.muat - self._terpakai

    @property
    def kosong(self):
        """True when the page has no contents yet."""
        return len(self.lembar.rows) <= self._awal

    def mulai_isi(self):
        """The rows so far are the head of the page; contents follow."""
        self._awal = len(self.lembar.rows)

    def putus(self):
        """Break the page before the next row."""
        self._ikuti()
        self.ke += 1
        if len(self.lembar.breaks) < PUTUS_TERBANYAK:
            self.lembar.breaks.append(len(self.lembar.rows))
        ulang = self.lembar.repeat_rows
        baris = self.lembar.rows[ulang[0] : ulang[1] + 1] if ulang else ()
        self._terpakai = sum(b.height or 15.0 for b in baris if b is not None)
        self.mulai_isi()

    def potongan(self, tinggi, butuh):
        """Split a block of rows into pieces that each stand on one page.

        Args:
            tinggi: heights of the block's rows.
            butuh: ``butuh(first)`` gives the height that the merged texts beside a piece need; ``first`` is True for
                the first piece. Called when it is known whether the piece begins a page (``kosong``).

        Yields:
            ``(first, end, extra)``: rows ``first`` to ``end - 1`` of the block, each to be made ``extra`` points
            higher. The caller adds the rows before it asks for the next piece.
        """
        i, banyak = 0, len(tinggi)
        while i < banyak:
            perlu = butuh(i == 0)
            if not self.kosong and self.sisa < max(perlu, tinggi[i]):
                self.putus()
                perlu = butuh(i == 0)
            ruang, jumlah, k = self.sisa, tinggi[i], i + 1
            while k < banyak and jumlah + tinggi[k] <= ruang:
                jumlah += tinggi[k]
                k += 1
            yield i, k, max(0.0, perlu - jumlah) / (k - i)
            i = k
            if i < banyak:
                self.putus()
