"""A folder that is full, cannot be written, or is gone: 507, nothing half written, and as soon as there
is room again all goes on.

The folder is a small disk of the server's own, in a namespace of mounts that nobody else sees.
"""

import os
import pathlib
import signal
import subprocess

import pytest

from client import Client, mail, rows
from server import PATIENCE, Server

ROOMY = 8
"""Megabytes of the disk."""
ROOT = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--map-root-user", "--mount"]


class Disk:
    """A folder of the server's own, that is a disk of few megabytes."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.server = Server(
            "--data", folder / "data", under=[
                *ROOT, "sh", "-ec",
                f'mount -t tmpfs -o size={ROOMY}m none {folder}; exec "$@"', "sh"])

    def __enter__(self) -> "Disk":
        self.server.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self.server.__exit__(*error)

    @property
    def inside(self) -> pathlib.Path:
        """The disk, as the server sees it."""
        return pathlib.Path(f"/proc/{self.server.process.pid}/root{self.folder}")

    def run(self, *command: object) -> None:
        """Runs a command where the server is."""
        enter = ["nsenter", f"--target={self.server.process.pid}", "--mount"]
        if os.geteuid() != 0:
            enter += ["--user", "--preserve-credentials"]
        subprocess.run([*enter, *map(str, command)], check=True, timeout=PATIENCE)

    def fill(self) -> None:
        with open(self.inside / "ballast", "ab", buffering=0) as file:
            try:
                while file.write(bytes(4096)):
                    pass
            except OSError:
                pass

    def make_room(self) -> None:
        (self.inside / "ballast").unlink()

    def names(self) -> list[str]:
        return sorted(os.listdir(self.inside / "data"))


@pytest.fixture
def disk(tmp_path):
    with Disk(tmp_path / "disk") as disk:
        yield disk


@pytest.fixture
def client(disk):
    with Client(disk.server) as client:
        yield client


def send(client, subject, key="k", size=20_000):
    return client.ask(key, "POST", "/v3/smtp/email", mail("ann@example.com", subject, size))


def subjects(client, key="k"):
    return [row["subject"] for row in rows(client, key, "ann@example.com")]


def is_full(answer):
    return answer[0] == 507 and answer[1]["code"] == "storage_full" and answer[1]["message"]


def is_unavailable(answer, word):
    status, body = answer
    return (status, body["code"]) == (507, "storage_unavailable") and word in body["message"]


def test_a_full_disk_is_told_and_nothing_is_half_written(disk, client):
    for key in ["k", "settled"]:
        assert send(client, "first", key)[0] == 201
    # Its mail is delivered, which is written down when somebody asks.
    assert subjects(client, "settled") == ["first"]
    assert client.ask("k", "PUT", "/_mock/snapshots/one")[0] == 200
    names = disk.names()
    disk.fill()
    told = ["first"]
    while not is_full(answer := send(client, str(len(told)))):
        assert answer[0] == 201
        told.append(str(len(told)))
        assert len(told) < 1000
    for _ in range(3):
        assert is_full(send(client, "no", size=200_000))
        assert is_full(send(client, "no", key="new"))
        assert is_full(client.ask("k", "PUT", "/_mock/snapshots/one"))
        assert is_full(client.ask("k", "PUT", "/_mock/snapshots/two"))
        assert is_full(client.ask("k", "POST", "/_mock/snapshots/one/restore"))
        assert is_full(client.ask("k", "POST", "/_mock/snapshots/one/fork", {"key": "copy"}))
        assert is_full(client.ask("k", "POST", "/_mock/accounts/k/reset"))
    assert subjects(client, "settled") == ["first"], "what is there can be read"
    assert [name for name in disk.names() if name not in names] == []

    disk.make_room()
    assert send(client, "last")[0] == 201
    assert send(client, "last", key="new")[0] == 201
    assert subjects(client) == [*told, "last"]
    assert subjects(client, "new") == ["last"]
    assert client.ask("k", "POST", "/_mock/snapshots/one/restore")[0] == 204
    assert subjects(client) == ["first"]
    listed = client.ask("k", "GET", "/_mock/accounts")[1]["accounts"]
    assert [account["key"] for account in listed] == ["k", "new", "settled"]


def test_what_was_told_on_a_full_disk_outlives_the_process(disk, client, tmp_path):
    disk.fill()
    # As much as a page of it is free.
    with open(disk.inside / "ballast", "ab") as file:
        os.truncate(file.name, file.tell() - (2 << 20))
    told = []
    while not is_full(answer := send(client, str(len(told)), size=500 + len(told) * 500)):
        assert answer[0] == 201
        told.append(str(len(told)))
        assert len(told) < 1000
    assert told
    # The disk ends with the last process in its namespace: what is on it is carried away first.
    os.kill(disk.server.process.pid, signal.SIGSTOP)
    copy = tmp_path / "copy"
    copy.mkdir()
    for name in disk.names():
        (copy / name).write_bytes((disk.inside / "data" / name).read_bytes())
    disk.server.end(signal.SIGKILL)
    with Server("--data", copy) as server, Client(server) as client:
        assert subjects(client) == told


def test_a_full_disk_keeps_nobody_from_deleting_an_account(disk, client):
    assert send(client, "first", size=1_000_000)[0] == 201
    disk.fill()
    while not is_full(send(client, "more")):
        pass
    assert client.ask("k", "DELETE", "/_mock/accounts/k")[0] == 204
    assert send(client, "again")[0] == 201
    assert subjects(client) == ["again"]


def test_a_folder_that_cannot_be_written_is_told(disk, client):
    assert send(client, "first")[0] == 201
    folder = disk.folder / "data"
    disk.run("mount", "--bind", folder, folder)
    disk.run("mount", "-o", "remount,bind,ro", folder)
    for _ in range(2):
        assert is_unavailable(send(client, "no", key="new"), "Read-only file system")
        answer = client.ask("k", "PUT", "/_mock/snapshots/one")
        assert is_unavailable(answer, "Read-only file system")
    assert subjects(client) == ["first"]
    disk.run("umount", folder)
    assert send(client, "second", key="new")[0] == 201
    assert client.ask("k", "PUT", "/_mock/snapshots/one")[0] == 200
    assert subjects(client, "new") == ["second"]


def test_a_folder_that_is_gone_is_told_and_may_come_back(disk, client):
    assert send(client, "first")[0] == 201
    data, away = disk.inside / "data", disk.inside / "away"
    data.rename(away)
    for _ in range(2):
        assert is_unavailable(send(client, "no"), "gone")
        assert is_unavailable(send(client, "no", key="new"), "gone")
        assert is_unavailable(client.ask("k", "PUT", "/_mock/snapshots/one"), "gone")
    # One that only has its name is another one.
    data.mkdir()
    assert is_unavailable(send(client, "no"), "gone")
    assert os.listdir(data) == []
    data.rmdir()
    away.rename(data)
    assert send(client, "second")[0] == 201
    assert subjects(client) == ["first", "second"]
    assert subjects(client, "new") == []


def test_an_account_whose_file_was_removed_begins_anew(disk, client):
    for key in ["k", "other"]:
        assert send(client, "first", key)[0] == 201
    for file in (disk.inside / "data").iterdir():
        if file.name != "lock":
            file.unlink()
    # Who writes first is told: nobody knows whether the one before it was.
    assert is_unavailable(send(client, "no"), "gone")
    assert send(client, "second")[0] == 201
    assert subjects(client) == ["second"]


@pytest.mark.parametrize("how", ["ro", "rw,size=4k,nr_inodes=2"])
def test_4_when_the_folder_cannot_be_taken(how, tmp_path):
    (tmp_path / "data").mkdir()
    from server import PROGRAM, environment
    answer = subprocess.run(
        [*ROOT, "sh", "-ec", f'mount -t tmpfs -o {how} none {tmp_path}/data; mkdir -p '
         f'{tmp_path}/data/full 2> /dev/null || true; exec "$@"',
         "sh", PROGRAM, "serve", "--port", "0", "--data", tmp_path / "data"],
        env=environment(), text=True, capture_output=True, timeout=PATIENCE, check=False)
    assert (answer.returncode, answer.stdout) == (4, "")
    assert "the state cannot be opened: cannot write" in answer.stderr
