"""Reads a published site's description of its data with an RDF library that isn't ours, and holds it against what DCAT-AP-SE 3.0
asks of each class: `catalogue.py SITE`. The last line counts.

What is demanded, and how often it may stand, is the profile's (Myndigheten för digital förvaltning, docs.dataportal.se/dcat/sv).
"""

import pathlib
import re
import sys

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF

MEDIA_TYPE = re.compile(r"^\w+/[-.\w]+(?:\+[-.\w]+)?$")
IRI, IN_SWEDISH, TEXT = URIRef, "sv", str
# Class: property, kind of value, fewest.
DEMANDED = {
    DCAT.Catalog: [
        (DCTERMS.title, IN_SWEDISH, 1),
        (DCTERMS.description, IN_SWEDISH, 1),
        (DCTERMS.publisher, IRI, 1),
        (DCTERMS.license, IRI, 1),
        (DCAT.dataset, IRI, 1),
        (DCAT.themeTaxonomy, IRI, 1),
    ],
    DCAT.Dataset: [
        (DCTERMS.title, IN_SWEDISH, 1),
        (DCTERMS.description, IN_SWEDISH, 1),
        (DCTERMS.publisher, IRI, 1),
        (DCTERMS.accessRights, IRI, 1),
        (DCAT.theme, IRI, 1),
        (DCAT.keyword, IN_SWEDISH, 1),
        (DCAT.distribution, IRI, 2),
    ],
    DCAT.Distribution: [
        (DCTERMS.title, IN_SWEDISH, 1),
        (DCAT.accessURL, IRI, 1),
        (DCAT.downloadURL, IRI, 1),
        (DCTERMS.license, IRI, 1),
        (DCTERMS.format, TEXT, 1),
    ],
    FOAF.Agent: [(FOAF.name, TEXT, 1), (DCTERMS.type, IRI, 1)],
}
passed, failed = 0, 0


def check(what, is_so, told=""):
    global passed, failed
    passed, failed = passed + bool(is_so), failed + (not is_so)
    if not is_so:
        print(f"FAILED {what}: {told}", file=sys.stderr)


def is_kind(value, kind):
    if kind is IRI:
        return isinstance(value, URIRef) and str(value).startswith(("https://", "http://"))
    return isinstance(value, Literal) and str(value).strip() and (kind is TEXT or value.language == kind)


graph = Graph().parse(pathlib.Path(sys.argv[1]) / "data/katalog.rdf", format="xml")
for kind, properties in DEMANDED.items():
    found = list(graph.subjects(RDF.type, kind))
    check(f"there is a {kind}", found and (kind != DCAT.Catalog or len(found) == 1), found)
    for one in found:
        for name, of, fewest in properties:
            values = list(graph.objects(one, name))
            good = len(values) >= fewest and all(is_kind(value, of) for value in values)
            check(f"{name} of {one}", good and len(set(values)) == len(values), values)
# What is pointed at within the document is described in it, as what it should be.
for name, kind in [(DCAT.dataset, DCAT.Dataset), (DCAT.distribution, DCAT.Distribution), (DCTERMS.publisher, FOAF.Agent)]:
    for value in graph.objects(None, name):
        check(f"{value} is a {kind}", (value, RDF.type, kind) in graph)
for value in graph.objects(None, DCTERMS.format):
    check(f"{value} is a media type", MEDIA_TYPE.match(str(value)))
print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0)
