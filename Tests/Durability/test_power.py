"""With `--durability full`, what was answered is there after the power was cut.

No power is cut here: the system calls of the server say what had to be on the disk, and what may have
been, when each answer left. A server is started on that.
"""

from __future__ import annotations

import copy
import json
import os
import random
import re
import shutil
import socket
import time

import pytest

from client import Client, mail
from disk import STRACE, Disk
from server import PATIENCE, Server
from worker import Worker

SEED = int(os.environ.get("SEED") or random.randrange(1 << 32))
CUTS = int(os.environ.get("CUTS", "4"))
REQUESTS = 100


class Watched(Client):
    """Keeps what the worker knew when it asked for the last time but so many."""

    def __init__(self, server: Server, worker: Worker) -> None:
        super().__init__(server)
        self.worker = worker
        self.states: list[Worker] = []

    def ask(self, *request):
        self.states.append(copy.deepcopy(self.worker))
        return super().ask(*request)


def traced(folder, durability, trace) -> Server:
    return Server(
        "--data", folder, "--durability", durability, under=[*STRACE, str(trace)])


def wait_for_end(trace) -> None:
    """The tracer ends after the program, and writes until then."""
    end = time.monotonic() + PATIENCE
    while not trace.read_text().splitlines()[-1].endswith("+++"):
        assert time.monotonic() < end
        time.sleep(0.02)


def test_what_was_answered_is_there_after_the_power_was_cut(tmp_path):
    print(f"SEED={SEED}")
    chance = random.Random(SEED)
    folder, trace = tmp_path / "data", tmp_path / "trace"
    folder.mkdir()
    worker = Worker(1, SEED)
    with traced(folder, "full", trace) as server:
        # The answers to the command that waits until it is ready.
        with Watched(server, worker) as client:
            while len(client.states) < REQUESTS:
                worker.act(client)
            client.states.append(copy.deepcopy(worker))
        assert server.end() == 0
    wait_for_end(trace)
    answers = [disk.answers for disk in Disk(folder).replay(trace)]
    # Before the first request of the worker, whoever waited until the server is ready had answers.
    others = answers[-1] - (len(client.states) - 1)
    begin = answers.index(others)
    cuts = chance.sample(range(begin, len(answers)), CUTS)
    for number, disk in enumerate(Disk(folder).replay(trace)):
        if number in cuts:
            for luck in [None, chance]:
                state = copy.deepcopy(client.states[disk.answers - others])
                check(state, disk, luck, tmp_path / "found")
    print(f"{len(answers)} calls, {disk.syncs} syncs; {2 * CUTS} disks were tried")


def check(worker: Worker, disk: Disk, chance: random.Random | None, folder) -> None:
    folder.mkdir()
    disk.survives(folder, chance)
    with Server("--data", folder, "--durability", "full") as server:
        with Client(server) as client:
            worker.check(client)
        assert server.log == ""
    shutil.rmtree(folder)


@pytest.mark.parametrize("durability, least, most", [("full", 1, 4), ("process", 0, 0)])
def test_requests_that_come_together_wait_for_the_disk_together(
        durability, least, most, tmp_path):
    folder, trace = tmp_path / "data", tmp_path / "trace"
    folder.mkdir()
    count = 16
    body = json.dumps(mail("ann@example.com", "Hello")).encode()
    request = (
        b"POST /v3/smtp/email HTTP/1.1\r\nHost: localhost\r\napi-key: k\r\n"
        b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body)) + body
    with traced(folder, durability, trace) as server:
        with Client(server) as client:
            assert client.ask("k", "POST", "/v3/smtp/email", mail("ann@example.com", "First"))
        with socket.create_connection(("127.0.0.1", server.port), PATIENCE) as connection:
            connection.sendall(request * count)
            answers = b""
            while len(re.findall(rb"HTTP/1.1 201 ", answers)) < count:
                answers += connection.recv(1 << 16)
        assert server.end() == 0
    wait_for_end(trace)
    calls = [(disk.answers, disk.syncs) for disk in Disk(folder).replay(trace)]
    total = calls[-1][0]
    before = next(syncs for answers, syncs in calls if answers == total - count)
    after = next(syncs for answers, syncs in calls if answers == total)
    assert least <= after - before <= most
    assert durability == "full" or calls[-1][1] == 0, "nobody else waits for the disk"
