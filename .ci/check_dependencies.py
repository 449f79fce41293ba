#!/usr/bin/env python3
"""The checks of check-dependencies, on the output of `cargo metadata`."""

import json, re, sys

ACCEPTED = {"MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "BSD-2-Clause", "BSD-3-Clause", "ISC", "Zlib",
            "Unicode-3.0", "Unicode-DFS-2016", "CC0-1.0", "0BSD", "Unlicense", "BSL-1.0", "MIT-0", "bzip2-1.0.6"}
# crate -> what it must never reach, directly or through others
FORBIDDEN = {
    "document": {"syntax", "extract", "rapporteur", "lab", "cli"},
    "syntax": {"extract", "rapporteur", "lab", "cli"},
    "extract": {"syntax", "rapporteur", "lab", "cli"},
    "rapporteur": {"lab", "cli"},
    "lab": {"cli"},
}
NETWORK = {"tokio", "async-std", "smol", "hyper", "reqwest", "ureq", "curl", "isahc", "h2", "rustls", "native-tls"}

data = json.load(sys.stdin)
packages = {p["id"]: p for p in data["packages"]}
nodes = {n["id"]: n for n in data["resolve"]["nodes"]}
members = {packages[i]["name"]: i for i in data["workspace_members"]}

def reached(start):
    seen, queue = set(), [start]
    while queue:
        node = nodes[queue.pop()]
        for dependency in node["deps"]:
            normal = any(kind["kind"] is None for kind in dependency["dep_kinds"])
            if normal and dependency["pkg"] not in seen:
                seen.add(dependency["pkg"])
                queue.append(dependency["pkg"])
    return {packages[i]["name"] for i in seen}

def acceptable(licence):
    # OR: one of the choices will do; AND: all must be accepted.
    licence = licence.replace("/", " OR ").replace("(", " ( ").replace(")", " ) ")
    expression = []
    for word in re.sub(r" WITH ", "_WITH_", licence).split():
        if word in ("(", ")"): expression.append(word)
        elif word in ("OR", "AND"): expression.append(word.lower())
        else: expression.append(str(word.replace("_WITH_", " WITH ") in ACCEPTED))
    return eval(" ".join(expression))

problems = []
for name, forbidden in FORBIDDEN.items():
    for other in sorted(reached(members[name]) & forbidden):
        problems.append(f"{name} must not depend on {other}")
for name in ("document", "syntax", "extract"):
    for other in sorted(reached(members[name]) & NETWORK):
        problems.append(f"{name} must not reach {other}: no network and no async runtime in the core")
for package in data["packages"]:
    name, licence = package["name"], package["license"]
    if not licence or not acceptable(licence):
        problems.append(f"{name} {package['version']}: the licence {licence!r} is not among the accepted ones")
for problem in problems:
    print(problem)
if not problems:
    print(f"{len(packages)} crates: directions and licences are as they must be")
sys.exit(bool(problems))
