"""LAP-RENSTRA: the matrix of Renstra (goals, targets of every year, programs), printed where a profile has it."""

from ...compute.world import World
from ..layout.form import Form
from ..registry import profile_of, report


def _printed(world: World) -> bool:
    return bool(world.renstra_rows) and profile_of(world).form("LAP-RENSTRA") is not None


@report(
    id="LAP-RENSTRA",
    sheet="Lap Renstra",
    title="Matriks Renstra",
    order=5,
    about="Ditulis bila profil bentuk memuatnya dan lembar Renstra terisi.",
    when=_printed,
    possible=_printed,
)
def matrix(world: World) -> Form:
    """The profile gives the form; without one there is no such report."""
    raise LookupError("LAP-RENSTRA is printed by a profile")
