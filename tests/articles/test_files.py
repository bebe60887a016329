"""Files, folders and standard input: what is in them, and where what is wrong with them stands."""

import gzip
import io
import json
import tracemalloc
from datetime import date

import pytest

from articles.ingestion import Refused, files, read_sources
from articles.models import Submission

BODY = "Ana Ruiz said on Monday that the bridge was safe.\n\nBo Lind denied that and asked for the report."
PAGE = (
    "<!doctype html><html><body><article><h1>Bridge safe</h1>"
    + "".join(f"<p>{paragraph} Nobody else spoke at the meeting.</p>" for paragraph in BODY.split("\n\n"))
    + "</article></body></html>"
)


def line(number: int, **fields: object) -> str:
    return json.dumps({"id": number, "text": f"{BODY} That was number {number}.", **fields})


def read(*sources: object, **options: object) -> list[Submission | Refused]:
    return list(read_sources([str(source) for source in sources], **options))


def refusals(*sources: object, **options: object) -> list[tuple[str, str]]:
    return [(item.where, item.reason) for item in read(*sources, **options) if isinstance(item, Refused)]


def test_a_text_files_header_says_what_it_is(tmp_path):
    path = tmp_path / "bridge.txt"
    path.write_text(f"Headline: Bridge safe\nOutlet: The Packet\nDATE: 2024-03-07\nauthor: Joss\n\n{BODY}\n\n")

    [article] = read(path)

    assert article.text == f"Bridge safe\n\n{BODY}"
    assert (article.outlet, article.byline, article.published_on) == ("The Packet", "Joss", date(2024, 3, 7))


@pytest.mark.parametrize("text", [BODY, f"Moscow: a summary\n\n{BODY}", f"Date: today\nand nothing more\n\n{BODY}"])
def test_a_text_without_a_header_is_taken_whole(tmp_path, text):
    (tmp_path / "bridge.txt").write_text(text)

    assert [article.text for article in read(tmp_path / "bridge.txt")] == [text]


def test_a_slip_in_the_header_is_pointed_out(tmp_path):
    (tmp_path / "bridge.txt").write_text(f"Headline: Bridge safe\nPublishd: 2024-03-07\n\n{BODY}")

    [(where, reason)] = refusals(tmp_path / "bridge.txt")

    assert where.endswith("bridge.txt")
    assert "Line 2 of the header, 'Publishd', is not known" in reason


def test_options_go_before_what_a_file_says(tmp_path):
    (tmp_path / "bridge.txt").write_text(f"Title: Bridge safe\nPublisher: packet\n\n{BODY}")

    [article] = read(tmp_path / "bridge.txt", given={"outlet": "The Packet", "headline": "Mayor speaks"})

    assert (article.outlet, article.text) == ("The Packet", f"Mayor speaks\n\n{BODY}")


@pytest.mark.parametrize("name", ["all.jsonl", "all.ndjson", "all.json", "all.jsonl.gz"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_json_lines_are_read_whatever_they_are_called(tmp_path, name, codec):
    data = f"{line(1)}\r\n\n{line(2)}".encode(codec)
    (tmp_path / name).write_bytes(gzip.compress(data, mtime=0) if name.endswith("gz") else data)

    assert [article.source_id for article in read(tmp_path / name)] == ["1", "2"]


def test_bad_lines_are_refused_by_number_and_the_rest_is_taken(tmp_path):
    path = tmp_path / "all.jsonl"
    bad = [
        b'{"text": "broken in the mid',
        b"[1, 2]",
        b'{"id": 5}',
        b'{"text": "\x93quoted\x94"}',
        b'{"text": "a", "url": "gopher://x"}',
        b"[" * 100_000,
        b'{"text": ' + b"9" * 5000 + b"}",
        b"\0\0",
    ]
    path.write_bytes(b"\n".join([line(1).encode(), *bad, line(2).encode()]))

    items = read(path)

    assert [item.source_id for item in items if isinstance(item, Submission)] == ["1", "2"]
    assert [item.where for item in items[1:-1]] == [f"{path}, line {number}" for number in range(2, 10)]
    for item, reason in zip(
        items[1:-1],
        ["not valid JSON", "no object", "no text", "0x93", "http", "JSON", "JSON", "not text"],
        strict=True,
    ):
        assert reason in item.reason


def test_a_json_file_may_hold_one_article_or_an_array(tmp_path):
    (tmp_path / "one.json").write_text(json.dumps({"headline": "Bridge safe", "html": PAGE}, indent=2))
    (tmp_path / "two.json").write_text(json.dumps([json.loads(line(1)), 7, json.loads(line(2))]))
    (tmp_path / "broken.json").write_text('{"text":\n  "abc')

    one, two = read(tmp_path / "one.json"), read(tmp_path / "two.json")

    assert [item.headline for item in one] == ["Bridge safe"]
    assert [getattr(item, "source_id", None) for item in two] == ["1", None, "2"]
    assert two[1].where.endswith("two.json, item 2")
    assert "at line 2, character 3" in refusals(tmp_path / "broken.json")[0][1]


def test_a_folder_is_read_with_its_folders_in_the_order_of_names(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / ".cache").mkdir()
    (tmp_path / "b" / "2.html").write_text(PAGE)
    (tmp_path / "a.txt").write_text(f"Id: a\n\n{BODY}")
    (tmp_path / "c.jsonl").write_text(line(1))
    (tmp_path / "photo.png").write_bytes(b"\x89PNG")
    (tmp_path / ".DS_Store").write_bytes(b"\0")
    (tmp_path / ".cache" / "old.txt").write_text(BODY)

    items = read(tmp_path)

    assert [getattr(item, "source_id", "photo") for item in items] == ["a", "", "1", "photo"]
    assert items[3].where.endswith("photo.png")


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \r\n\t", "empty"),
        ("a.txt", b"\xef\xbb\xbf", "empty"),
        ("a.html", b"", "empty"),
        ("a.jsonl", b"\n\n", "empty"),
        ("a.json", b"", "empty"),
        ("a.txt", b"Title: A\n\n", "no text below the header"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0", "not text (byte 9 is zero)"),
        ("a.txt", b"Ana Ruiz said \x93no\x94.", "byte 15 (0x93)"),
        ("a.txt", b"\xff\xfeA", "breaks at byte"),
        ("a.txt", "Der Bürgermeister sagte, die Brücke sei sicher und bleibe offen.".encode(), "not English"),
        ("a.docx", b"PK", "Files of this type are not read"),
        ("a", b"Ana", "Files of this type are not read"),
        ("a.txt.gz", b"no gzip", "gzip packing is broken"),
        ("a.jsonl.gz", gzip.compress(line(1).encode() * 9, mtime=0)[:-20], "gzip packing is broken"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_by_name(tmp_path, name, data, reason):
    path = tmp_path / name
    path.write_bytes(data)

    [(where, said)] = refusals(path)

    assert where.startswith(str(path))
    assert reason in said


def test_what_is_not_there_is_refused_and_the_next_is_read(tmp_path):
    (tmp_path / "here.txt").write_text(BODY)
    (tmp_path / "empty").mkdir()

    missing, empty, here = read(tmp_path / "gone.txt", tmp_path / "empty", tmp_path / "here.txt")

    assert "no such file" in missing.reason
    assert "no files in this folder" in empty.reason
    assert here.text == BODY


@pytest.mark.parametrize(
    ("data", "ids"),
    [
        (BODY.encode(), [""]),
        (f"\n\nId: x\n\n{BODY}".encode(), ["x"]),
        (BODY.encode("utf-16"), [""]),
        (PAGE.encode(), [""]),
        (PAGE.encode("utf-16"), [""]),
        (f"<!-- saved -->\n{PAGE}".encode(), [""]),
        (f"{line(1)}\n{line(2)}\n".encode(), ["1", "2"]),
        (f"\n{line(1)}\n{{broken\n{line(2)}".encode(), ["1", None, "2"]),
        (f'{{"text": "broken\n{line(2)}'.encode(), [None, "2"]),
        (json.dumps(json.loads(line(1)), indent=1).encode(), ["1"]),
        (f"[{line(1)}, {line(2)}]".encode(), ["1", "2"]),
        (f"[Updated] {BODY}".encode(), [""]),
        (f"{{sic}} {BODY}".encode(), [""]),
        (b"", [None]),
        (gzip.compress(BODY.encode(), mtime=0), [None]),
    ],
)
def test_standard_input_shows_by_its_beginning_what_it_is(data, ids):
    items = read("-", stdin=io.BufferedReader(io.BytesIO(data)))

    assert [getattr(item, "source_id", None) for item in items] == ids
    assert all(item.where.startswith("standard input") for item in items if isinstance(item, Refused))


def test_a_long_stream_is_never_in_memory_at_once(tmp_path):
    path = tmp_path / "many.jsonl"
    with path.open("w") as file:
        for number in range(3000):
            file.write(line(number, note="x" * 5000) + "\n")
    stream = read_sources([str(path)])
    next(stream)

    tracemalloc.start()
    number = sum(1 for _ in stream)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert number == 2999
    assert peak < 1_000_000 < path.stat().st_size


def test_a_line_without_end_is_refused_and_the_next_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MAX_BYTES", 1000)
    (tmp_path / "a.jsonl").write_text(f"{line(1)}\n{line(2, note='x' * 5000)}\n{line(3)}\n")

    first, long, third = read(tmp_path / "a.jsonl")

    assert (first.source_id, third.source_id) == ("1", "3")
    assert long.where.endswith("line 2")


def test_the_number_of_articles_is_known_where_names_tell_it(tmp_path):
    for name in ("a.txt", "b.html"):
        (tmp_path / name).write_text(BODY)

    assert files.expected([str(tmp_path), "c.txt"]) == 3
    assert files.expected([str(tmp_path), "c.jsonl"]) is None
    assert files.expected(["-"]) is None
