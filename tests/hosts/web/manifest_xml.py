"""Microsoft's XML schema of manifests, as its documentation published it (``schemas/README.md``), made readable."""

from functools import lru_cache
from pathlib import Path

from lxml import etree

FOLDER = Path(__file__).with_name("schemas")
MENDS = {
    # The published text names the namespaces by https, which are names and no addresses.
    'xmlns:xs="https://www.w3.org/2001/XMLSchema"': ('xmlns:xs="http://www.w3.org/2001/XMLSchema"', 2),
    'namespace="https://www.w3.org/2000/09/xmldsig#"': ('namespace="http://www.w3.org/2000/09/xmldsig#"', 3),
    r"(\.[0-9]{1,5}){0,3}?": (r"(\.[0-9]{1,5}){0,3}", 2),  # a lazy quantifier, which XML Schema has not
}
"""What stands in the published files, what it has to be, and how often it stands there."""
_MAIN = "OfficeAppManifestV1_1.xsd"
_SPACE = "http://schemas.microsoft.com/office/{}appversionoverrides"
_EMPTY = (
    '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{}" elementFormDefault="qualified">'
    '<xs:element name="VersionOverrides"/></xs:schema>'
)


class _Mended(etree.Resolver):
    """Gives the schemas that another one imports."""

    def resolve(self, address, public_id, context):  # lxml's names
        name = address.rpartition("/")[2]
        if name == _MAIN:
            return None
        for host in ("mail", "content"):
            if name == f"{host.capitalize()}AppVersionOverridesV1_0.xsd":
                return self.resolve_string(_EMPTY.format(_SPACE.format(host)), context)
        return self.resolve_string(mended(FOLDER / name), context)


def mended(path):
    """The text of a published schema with what keeps it from being one put right."""
    text = path.read_text(encoding="ascii").partition("?>")[2]
    for old, (new, _) in MENDS.items():
        text = text.replace(old, new)
    return text


@lru_cache(maxsize=1)
def judge():
    """The schema as a judge of manifests: ``validate(tree)`` and ``error_log``."""
    parser = etree.XMLParser()
    parser.resolvers.add(_Mended())
    return etree.XMLSchema(etree.fromstring(mended(FOLDER / _MAIN), parser))


def faults(text):
    """What the schema finds wrong in a manifest, in words."""
    schema = judge()
    schema.validate(etree.fromstring(text.encode()))
    return [f"{one.line}: {one.message}" for one in schema.error_log]
