#!/usr/bin/env bash
# Compares the language layer with spaCy on the first articles of a file: parity.sh ARTICLES.jsonl [LIMIT]
set -euo pipefail
articles=$(realpath "$1")
limit=${2:-500}
cd "$(dirname "$0")/../../.."
python=$(crates/lab/spacy/environment.sh)
reference=target/reference-$limit.jsonl
"$python" crates/lab/spacy/reference.py --limit "$limit" "$articles" > "$reference"
cargo run --release --quiet -p lab -- parity "$articles" "$reference" --limit "$limit"
