"""Checks licences and sources of all dependencies by deny.toml, without the network.

Reads `cargo metadata` on standard input; prints what is not acceptable and exits with 1 where anything is not.
"""

import json
import re
import sys
import tomllib

CRATES_IO = {
    "registry+https://github.com/rust-lang/crates.io-index",
    "sparse+https://index.crates.io/",
}


def is_acceptable(expression, allowed):
    """Whether an SPDX expression can be met with the allowed licences; `/` is the old way to write OR."""
    tokens = re.findall(r"[()]|[A-Za-z0-9.+-]+", expression.replace("/", " OR "))

    def either():
        result = both()
        while tokens and tokens[0] == "OR":
            tokens.pop(0)
            other = both()
            result = result or other
        return result

    def both():
        result = one()
        while tokens and tokens[0] == "AND":
            tokens.pop(0)
            other = one()
            result = result and other
        return result

    def one():
        token = tokens.pop(0)
        if token == "(":
            result = either()
            if tokens.pop(0) != ")":
                raise ValueError("a bracket is not closed")
            return result
        if tokens and tokens[0] == "WITH":
            tokens.pop(0)
            token = f"{token} WITH {tokens.pop(0)}"
        return token in allowed

    result = either()
    if tokens:
        raise ValueError(f"unexpected {tokens[0]!r}")
    return result


def problems(metadata, rules):
    allowed = set(rules["licenses"]["allow"])
    members = set(metadata["workspace_members"])
    used = {node["id"] for node in metadata["resolve"]["nodes"]}
    for package in sorted(metadata["packages"], key=lambda package: (package["name"], package["version"])):
        if package["id"] not in used:
            continue
        name = f"{package['name']} {package['version']}"
        licence = package["license"]
        if licence is None:
            yield f"{name} names no licence"
            continue
        try:
            if not is_acceptable(licence, allowed):
                yield f"{name} has the licence {licence}, which deny.toml does not allow"
        except (ValueError, IndexError) as error:
            yield f"{name} has a licence that cannot be read: {licence} ({error})"
        if package["id"] not in members and package["source"] not in CRATES_IO:
            yield f"{name} comes from {package['source'] or 'a folder outside the workspace'}, not from crates.io"


def self_test():
    allowed = {"MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception"}
    for good in ["MIT", "MIT/GPL-3.0", "(MIT OR GPL-3.0) AND Apache-2.0", "Apache-2.0 WITH LLVM-exception AND MIT"]:
        assert is_acceptable(good, allowed), good
    for bad in ["GPL-3.0", "MIT AND GPL-3.0", "Apache-2.0 WITH Other-exception", "LicenseRef-Mine"]:
        assert not is_acceptable(bad, allowed), bad


def main():
    self_test()
    with open(sys.argv[1], "rb") as file:
        rules = tomllib.load(file)
    found = list(problems(json.load(sys.stdin), rules))
    for problem in found:
        print(f"licences: {problem}", file=sys.stderr)
    sys.exit(1 if found else 0)


main()
