#!/usr/bin/env bash
# Makes the Python environment that the lab compares with (once, under target/) and prints its interpreter.
set -euo pipefail
cd "$(dirname "$0")/../../.."
environment=target/spacy-environment
if [ ! -f "$environment/complete" ]; then
    python3 -m venv "$environment" >&2
    "$environment/bin/pip" install --quiet --requirement crates/lab/spacy/requirements.txt >&2
    touch "$environment/complete"
fi
echo "$environment/bin/python"
