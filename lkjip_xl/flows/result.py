"""What a flow did: one type for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..records import dataclass, field

if TYPE_CHECKING:
    from ..checks.finding import Finding
    from ..compute.world import World
    from .gabung_plan import Merge
    from .glance import Glance
    from .intake_plan import TablePlan
    from .row_changes import RowChanges
    from .sent_copy import SentCopy


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a flow did.

    Attributes:
        path: the file that was written, or that would have been if anything had changed; None when there is no file.
        data: the book after the flow, when it was given as bytes and no file was written.
        unchanged: nothing differed, so nothing was written and no backup made.
        backup: the copy of the file before, or None. thinned: old backups that were removed.
        computed: the computed book, None where a flow computes none (pdf, pulihkan).
        findings: what a person should look at; for periksa those that nobody has given a reason for.
        sheets: ``{report id: sheet name}`` written. added, removed: report ids of sheets that are new or gone.
        gone: names of the removed sheets.
        left: names of report sheets that somebody has written into, which stay as they are.
        signed: names of the signed quarters' sheets, which stay as they are; signed_ids: their report ids.
        parts: names of the package's parts that changed.
        repaired: what ``perbaiki`` mended, one line each. repairs: of ``periksa``: what it would mend.
        under_new_rules: of ``perbarui``: numbers that would be other ones under the settings of a new book.
        rows: of ``isi``: what became of each table's rows. ignored: columns and files that it left out; of
            ``laporan``: what the sheet Bentuk says of no report or column, and forms of quarters that have not come.
        plans: of ``isi`` and its preview: what was understood of files that are not tidy tables, table by table.
        doubles: of a preview of ``isi``: codes of the indicators whose cells hold several targets (``split``).
        unlisted: of ``isi`` and its preview: which indicators the source names that Renstra lacks, a line a table.
        sent: of ``kirim``: the copies that were made. merge: of ``gabung``: what became of every book and cell.
        notes: of ``lanjut``: what a person should know of the new book; of ``isi``: what ``split`` split; of
            ``kirim``: a day that is past already.
        files: paths of other files written (``ekspor``, ``pdf``). contents: the same as bytes by name, when no folder
            was given.
    """

    path: str | None = None
    data: bytes | None = None
    unchanged: bool = False
    backup: str | None = None
    thinned: list[str] = field(default_factory=list)
    computed: World | None = None
    findings: list[Finding] = field(default_factory=list)
    sheets: dict[str, str] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    signed: list[str] = field(default_factory=list)
    signed_ids: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    repaired: list[str] = field(default_factory=list)
    repairs: list[str] = field(default_factory=list)
    under_new_rules: list[str] = field(default_factory=list)
    rows: dict[str, RowChanges] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)
    plans: list[TablePlan] = field(default_factory=list)
    doubles: list[str] = field(default_factory=list)
    unlisted: list[str] = field(default_factory=list)
    sent: list[SentCopy] = field(default_factory=list)
    merge: Merge | None = None
    notes: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    contents: dict[str, bytes] = field(default_factory=dict)

    @property
    def glance(self) -> Glance | None:
        """What an answer says of the computed book; None where there is none."""
        if self.computed is None:
            return None
        from .glance import glance_at

        return glance_at(self.computed)
