"""`python -m claims.extraction`, as people and pipes use it."""

import io
import json
import sys

import pytest

from claims.extraction.__main__ import main

LINE = json.dumps({"id": 7, "text": "“The dam is old,” Ruiz said.", "published": "2024-03-07"})


@pytest.fixture
def type_in(monkeypatch, tmp_path):
    """Give the command these lines as a file to read."""

    def write(*lines: bytes | str):
        path = tmp_path / "in.jsonl"
        path.write_bytes(b"".join((line if isinstance(line, bytes) else line.encode()) + b"\n" for line in lines))
        return str(path)

    return write


def test_an_article_is_printed_for_people(tmp_path, capsys):
    path = tmp_path / "article.txt"
    path.write_text("“The dam is old,” Ana Ruiz said.", encoding="utf-8")
    assert main([str(path)]) == 0
    out = capsys.readouterr().out
    assert "Ana Ruiz [said]" in out
    assert "The dam is old" in out


def test_an_article_may_come_from_stdin(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.StringIO("Ruiz said that the dam was old."))
    assert main([]) == 0
    assert "the dam was old" in capsys.readouterr().out


def test_a_json_line_in_is_a_json_line_out(type_in, capsys):
    assert main(["--jsonl", type_in(LINE)]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    reading = json.loads(line)
    assert reading["id"] == 7
    assert set(reading) == {
        "id",
        "attributions",
        "speakers",
        "claims",
        "rebuttals",
        "evidence_notes",
        "groups",
        "hedges",
    }
    assert reading["claims"][0]["mode"] == "direct"


@pytest.mark.parametrize(
    "bad",
    [
        "{",
        "[]",
        b"\xff",
        '{"id": 1}',
        '{"text": "x"}',
        '{"id": 1, "text": 3}',
        '{"id": 1, "text": "x", "published": "May"}',
    ],
)
def test_a_bad_line_is_named_and_the_rest_goes_on(type_in, capsys, bad):
    assert main(["--jsonl", type_in(LINE, bad, "", LINE)]) == 1
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 2
    assert "in.jsonl: 2: " in err


def test_a_missing_file_is_said_in_one_line(capsys):
    assert main(["nowhere.txt"]) == 2
    assert "nowhere.txt" in capsys.readouterr().err


def test_a_reader_that_has_had_enough_is_no_error(type_in, monkeypatch):
    class Closed(io.StringIO):
        def write(self, text):
            raise BrokenPipeError

        def fileno(self):
            return spare.fileno()

    with open(type_in(LINE)) as spare:
        monkeypatch.setattr(sys, "stdout", Closed())
        assert main(["--jsonl", type_in(LINE)]) == 0


def test_several_processes_read_the_same_as_one_and_in_order(type_in, capsys):
    lines = [json.dumps({"id": number, "text": f"“Dam {number} is old,” Ruiz said."}) for number in range(40)]
    path = type_in(*lines)
    assert main(["--jsonl", path]) == 0
    alone = capsys.readouterr().out
    assert main(["--jsonl", "--processes", "2", path]) == 0
    assert capsys.readouterr().out == alone


@pytest.mark.parametrize("number", ["0", "-1", "two"])
def test_a_number_of_processes_that_is_none_is_refused(number, capsys):
    with pytest.raises(SystemExit):
        main(["--jsonl", "--processes", number])
    assert f"{number} is not a number of processes: give 1 or more" in capsys.readouterr().err
