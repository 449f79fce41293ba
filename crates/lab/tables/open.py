"""Opens the tables of a run with DuckDB, pandas, polars and pyarrow, and compares what they say.

    python open.py FOLDER

FOLDER is what `rapporteur code … -o FOLDER` wrote. Exits with 1 where any of them cannot read a table or disagrees.
"""

import json
import sys
from pathlib import Path

import duckdb
import pandas
import polars
import pyarrow.parquet


def rows(table):
    """How many rows each library finds."""
    path = str(table)
    return {
        "duckdb": duckdb.sql(f"SELECT count(*) FROM '{path}'").fetchall()[0][0],
        "pandas": len(pandas.read_parquet(path)),
        "polars": len(polars.read_parquet(path)),
        "pyarrow": pyarrow.parquet.read_table(path).num_rows,
    }


def countries(path):
    """Which countries act, by each way to reach into the lists."""
    query = f"SELECT actor.country FROM (SELECT unnest(actors) AS actor FROM '{path}') WHERE actor.country IS NOT NULL"
    by_duckdb = sorted(row[0] for row in duckdb.sql(query).fetchall())
    actors = polars.read_parquet(path).get_column("actors").explode().drop_nulls().struct.field("country").drop_nulls()
    by_pandas = [
        actor["country"]
        for actors_of_one in pandas.read_parquet(path)["actors"]
        if actors_of_one is not None
        for actor in actors_of_one
        if actor["country"] is not None
    ]
    return {"duckdb": by_duckdb, "polars": sorted(actors.to_list()), "pandas": sorted(by_pandas)}


def agree(what, answers):
    first = next(iter(answers.values()))
    if any(answer != first for answer in answers.values()):
        sys.exit(f"{what}: they disagree: {answers}")
    return first


def main():
    folder = Path(sys.argv[1])
    summary = json.loads((folder / "run.json").read_text())["summary"]
    for table in ["articles", "events", "statements"]:
        path = folder / f"{table}.parquet"
        count = agree(table, rows(path))
        if count != summary[table]:
            sys.exit(f"{table}: {count} rows, but run.json says {summary[table]}")
        about = pyarrow.parquet.read_metadata(path).metadata
        if about[b"rapporteur.record"] != b"1" or about[b"rapporteur.table"] != table.encode():
            sys.exit(f"{table}: metadata are {about}")
        print(f"{table}: {count} rows in DuckDB, pandas, polars and pyarrow")
    acting = agree("countries of actors", countries(str(folder / "events.parquet")))
    print(f"{len(acting)} actors with a country, the same in DuckDB, polars and pandas")


main()
