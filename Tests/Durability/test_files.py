"""A file that is no account, or no whole one, is refused with a sentence and left as it is."""

import os
import random
import sqlite3
import uuid

import pytest

from client import Client, mail, rows
from server import Server

SEED = int(os.environ.get("SEED") or random.randrange(1 << 32))
FLIPS = int(os.environ.get("FLIPS", "150"))
PAGE = 4096


def make(server, client, keys):
    """Accounts with a mail each; the names of their files, by key."""
    folder = server.data
    files = {}
    for key in keys:
        before = set(folder.glob("*.sqlite"))
        assert client.ask(key, "POST", "/v3/smtp/email", mail("ann@example.com", key))[0] == 201
        [files[key]] = set(folder.glob("*.sqlite")) - before
    return files


@pytest.fixture
def server(tmp_path):
    with Server("--data", tmp_path / "data") as server:
        server.data = tmp_path / "data"
        yield server


def bytes_of(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def no_database(file, _):
    file.write_text("Dear diary, " * 1000)


def empty(file, _):
    file.write_bytes(b"")


def cut_to_a_page(file, _):
    os.truncate(file, PAGE)


def cut_in_half(file, _):
    os.truncate(file, file.stat().st_size // 2)


def cut_by_a_page(file, _):
    os.truncate(file, file.stat().st_size - PAGE)


def cut_in_its_head(file, _):
    os.truncate(file, 50)


def zeros(file, _):
    file.write_bytes(bytes(file.stat().st_size))


def other_program(file, _):
    file.unlink()
    with sqlite3.connect(file) as database:
        database.execute("CREATE TABLE theirs (id INTEGER)")
    database.close()


def other_program_with_a_log(file, _):
    file.unlink()
    database = sqlite3.connect(file)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("CREATE TABLE theirs (id INTEGER)")
    copies = {ending: file.with_name(file.name + ending).read_bytes() for ending in ["", "-wal"]}
    database.close()
    for ending, data in copies.items():
        file.with_name(file.name + ending).write_bytes(data)


def newer_version(file, _):
    change(file, "PRAGMA user_version = 1000")


def newer_version_with_a_log(file, _):
    database = sqlite3.connect(file)
    database.execute("PRAGMA user_version = 1000")
    log = file.with_name(file.name + "-wal")
    data = log.read_bytes()
    main = file.read_bytes()
    database.close()
    file.write_bytes(main)
    log.write_bytes(data)


def other_key(file, other):
    file.write_bytes(other.read_bytes())


def lost_table(file, _):
    change(file, "DROP TABLE webhook")


def lost_row(file, _):
    change(file, "DELETE FROM account")


def folder(file, _):
    file.unlink()
    file.mkdir()


def link_to_nowhere(file, _):
    file.unlink()
    file.symlink_to("nowhere")


def link_to_itself(file, _):
    file.unlink()
    file.symlink_to(file.name)


def change(file, statement):
    database = sqlite3.connect(file)
    database.execute(statement)
    database.commit()
    database.close()


SENTENCES = {
    no_database: "the file is no SQLite file",
    empty: "the file is empty",
    cut_to_a_page: "",
    cut_in_half: "",
    cut_by_a_page: "",
    cut_in_its_head: "the file is no SQLite file",
    zeros: "the file is no SQLite file",
    other_program: "the file is a database of another program",
    other_program_with_a_log: "the file is a database of another program",
    newer_version: "the file has version 1000, this program knows versions up to",
    newer_version_with_a_log: "the file has version 1000, this program knows versions up to",
    other_key: "the file belongs to another key",
    lost_table: "its tables are not those of an account",
    lost_row: "the file has no account",
    folder: "it cannot be read: Is a directory",
    link_to_nowhere: "it cannot be read: No such file",
    link_to_itself: "it cannot be read: Too many levels of symbolic links",
}


@pytest.mark.parametrize("damage", SENTENCES, ids=lambda damage: damage.__name__)
def test_a_file_is_refused_that_is(damage, server):
    with Client(server) as client:
        files = make(server, client, ["bad", "good"])
    server.end()
    damage(files["bad"], files["good"])
    before = bytes_of(server.data)
    server.start()
    with Client(server) as client:
        for method, path, body in [
            ("GET", "/v3/smtp/templates", None),
            ("POST", "/v3/smtp/email", mail("ann@example.com", "more")),
            ("POST", "/_mock/accounts/bad/reset", None),
            ("PUT", "/_mock/snapshots/one", None),
        ]:
            status, answer = client.ask("bad", method, path, body)
            assert (status, answer["code"]) in [
                (500, "internal_error"), (507, "storage_unavailable")], answer
            assert files["bad"].name + ": " in answer["message"]
            assert SENTENCES[damage] in answer["message"]
        assert SENTENCES[damage] in server.log
        # What is none is not listed; what is one is none the worse.
        listed = client.ask("good", "GET", "/_mock/accounts")[1]["accounts"]
        assert [account["key"] for account in listed] == ["good"]
        assert len(rows(client, "good", "ann@example.com")) == 1
        # A link carries no key: all files are looked into.
        assert client.ask("", "GET", f"/_mock/m/{uuid.UUID(int=1 << 76 | 1 << 63)}")[0] == 404
    server.end()
    after = bytes_of(server.data)
    # The good one was open.
    after[files["good"].name] = before[files["good"].name]
    assert after == before
    with Server("--data", server.data) as again, Client(again) as client:
        # Whoever wants to be rid of it can be.
        if not files["bad"].is_dir():
            assert client.ask("bad", "DELETE", "/_mock/accounts/bad")[0] == 204
            assert client.ask("bad", "GET", "/_mock/credits")[0] == 200


def test_flipped_bits_harm_one_account_at_most(server):
    print(f"SEED={SEED}")
    chance = random.Random(SEED)
    with Client(server) as client:
        files = make(server, client, [f"key-{number}" for number in range(FLIPS)])
    server.end()
    flips = {}
    for number, (key, file) in enumerate(files.items()):
        data = bytearray(file.read_bytes())
        # Half of them in what tells how the rest is to be read.
        place = chance.choice([100, PAGE, len(data), len(data)])
        flips[key] = (chance.randrange(place), chance.randrange(8))
        data[flips[key][0]] ^= 1 << flips[key][1]
        file.write_bytes(data)
    before = bytes_of(server.data)
    refused = 0
    server.start()
    with Client(server) as client:
        for key, file in files.items():
            status, answer = client.ask(key, "GET", "/v3/smtp/emails?email=ann@example.com")
            asked = f"SEED={SEED}: {key} {flips[key]} {answer}"
            if status in (500, 507):
                refused += 1
                assert answer["code"] in ("internal_error", "storage_unavailable"), asked
                assert file.name in answer["message"], asked
                assert file.read_bytes() == before[file.name], asked
            else:
                assert status == 200, asked
                status, answer = client.ask(
                    key, "POST", "/v3/smtp/email", mail("ann@example.com", "more"))
                assert status in (201, 500, 507), asked
        assert client.ask("new", "POST", "/v3/smtp/email", mail("a@example.com", "x"))[0] == 201
    assert refused > FLIPS // 20
    print(f"{refused} of {FLIPS} were refused")
    assert server.end() == 0


def test_a_log_that_is_damaged_counts_up_to_the_damage(server):
    """As after a power failure: what is behind is as if it never was."""
    with Client(server) as client:
        [file] = make(server, client, ["k"]).values()
        for number in range(20):
            assert client.ask("k", "POST", "/v3/smtp/email", mail(
                "ann@example.com", str(number)))[0] == 201
    server.end(9)
    log = file.with_name(file.name + "-wal")
    data = bytearray(log.read_bytes())
    data[len(data) // 2] ^= 1
    log.write_bytes(data)
    server.start()
    with Client(server) as client:
        subjects = [row["subject"] for row in rows(client, "k", "ann@example.com")]
        assert 1 < len(subjects) < 21
        assert subjects == ["k", *map(str, range(len(subjects) - 1))]
        assert client.ask("k", "POST", "/v3/smtp/email", mail("ann@example.com", "x"))[0] == 201


def test_what_is_of_somebody_else_is_left_alone(tmp_path):
    names = ["notes", "notes.ready", "notes.gone", "notes.new", "app.sqlite.new", "a.snapshot",
             "0123.sqlite", "0123.sqlite.ready"]
    for name in names:
        (tmp_path / name).write_text(name)
    with sqlite3.connect(tmp_path / "app.sqlite") as database:
        database.execute("CREATE TABLE account (key TEXT)")
    database.close()
    before = bytes_of(tmp_path)
    with Server("--data", tmp_path) as server, Client(server) as client:
        assert client.ask("k", "GET", "/_mock/accounts") == (
            200, {"count": 0, "accounts": []})
        assert client.ask("k", "GET", "/_mock/credits")[0] == 200
        assert client.ask("k", "DELETE", "/_mock/accounts/k")[0] == 204
        assert server.end() == 0
        assert server.log == ""
    assert bytes_of(tmp_path) == before | {"lock": b""}


@pytest.mark.parametrize("damage", [no_database, cut_in_half, other_program, empty])
def test_a_damaged_snapshot_does_no_harm(damage, server):
    with Client(server) as client:
        make(server, client, ["k"])
        assert client.ask("k", "PUT", "/_mock/snapshots/one")[0] == 200
        [file] = server.data.glob("*.snapshot")
        damage(file, None)
        before = file.read_bytes()
        for path, body in [("restore", None), ("fork", {"key": "other"})]:
            status, answer = client.ask("k", "POST", f"/_mock/snapshots/one/{path}", body)
            assert (status, answer["code"]) == (500, "internal_error"), answer
            assert file.name + ": " in answer["message"]
        assert file.read_bytes() == before
        assert len(rows(client, "k", "ann@example.com")) == 1
        assert client.ask("k", "PUT", "/_mock/snapshots/one")[0] == 200
        assert client.ask("k", "POST", "/_mock/snapshots/one/restore")[0] == 204
