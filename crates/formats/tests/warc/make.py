"""Writes warcio.warc.gz: a small archive as a crawler's library (PyPI's warcio) writes it.

    pip install warcio
    python make.py

Pages of our own; a request and a revisit beside them, one page packed by the server, one not found, one picture.
"""

import gzip
from io import BytesIO
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

PAGES = Path(__file__).parent.parent / "pages"
HEADERS = {"WARC-Date": "2025-06-04T10:00:00Z"}


def response(writer, number, url, body, kind="text/html; charset=utf-8", status="200 OK", packed=False):
    headers = [("Content-Type", kind)]
    if packed:
        body = gzip.compress(body, mtime=0)
        headers.append(("Content-Encoding", "gzip"))
    http = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
    own = {**HEADERS, "WARC-Record-ID": f"<urn:uuid:00000000-0000-0000-0000-{number:012}>"}
    record = writer.create_warc_record(url, "response", payload=BytesIO(body), http_headers=http, warc_headers_dict=own)
    writer.write_record(record)
    return record


def main():
    with open(Path(__file__).parent / "warcio.warc.gz", "wb") as file:
        writer = WARCWriter(file, gzip=True)
        writer.write_record(writer.create_warcinfo_record("warcio.warc.gz", {"software": "warcio"}))
        daily, wire = (PAGES / "daily.html").read_bytes(), (PAGES / "wire.html").read_bytes()
        first = response(writer, 1, "https://courier.example/world/dam-talks", daily)
        request = StatusAndHeaders("GET /world/dam-talks HTTP/1.1", [("Host", "courier.example")], is_http_request=True)
        writer.write_record(
            writer.create_warc_record("https://courier.example/world/dam-talks", "request", http_headers=request)
        )
        response(writer, 2, "http://www.wire.example/freed.htm", wire, kind="text/html", packed=True)
        response(writer, 3, "https://courier.example/gone", b"<p>Not found</p>", status="404 Not Found")
        response(writer, 4, "https://courier.example/a.jpg", b"\xff\xd8\xff\xe0", kind="image/jpeg")
        writer.write_record(
            writer.create_revisit_record(
                "https://courier.example/world/dam-talks",
                first.rec_headers.get_header("WARC-Payload-Digest"),
                "https://courier.example/world/dam-talks",
                "2025-06-03T10:00:00Z",
            )
        )


main()
