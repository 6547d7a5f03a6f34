"""What was answered is there after `kill -9`, whenever that comes.

    make kill KILLS=50 SEED=7

Clients work at the same time, each on an account of its own and on some that they share, until the
process is killed. Then all that they were told is looked for, and they go on.
"""

from __future__ import annotations

import http.client
import os
import random
import signal
import threading

import pytest

from client import Client
from server import PATIENCE, Server
from worker import Worker

KILLS = int(os.environ.get("KILLS", "10"))
SEED = int(os.environ.get("SEED") or random.randrange(1 << 32))
CLIENTS = 10
MOST_ANSWERS = 200


class Load:
    """Counts what was answered, and tells when that is enough."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.answers = 0
        self.is_over = False
        self.faults: list[str] = []

    def count(self) -> None:
        with self.changed:
            self.answers += 1
            self.changed.notify()

    def fail(self, fault: str) -> None:
        with self.changed:
            self.faults.append(fault)
            self.changed.notify()

    def wait(self, answers: int) -> None:
        with self.changed:
            assert self.changed.wait_for(
                lambda: self.faults or self.answers >= answers, PATIENCE * 4)


def work(worker: Worker, server: Server, load: Load) -> None:
    try:
        with Client(server) as client:
            while not load.is_over:
                worker.act(client)
                load.count()
    except (OSError, http.client.HTTPException) as error:
        if not load.is_over:
            load.fail(f"the server went away: {error!r}")
    except Exception as error:  # pylint: disable=broad-except
        load.fail(repr(error))


@pytest.mark.parametrize("durability", ["process", "full"])
def test_what_was_answered_is_there_after_a_kill(durability, tmp_path):
    print(f"SEED={SEED}")
    chance = random.Random(SEED)
    workers = [Worker(number, SEED) for number in range(CLIENTS)]
    kills = KILLS if durability == "process" else max(1, KILLS // 5)
    with Server("--data", tmp_path / "data", "--durability", durability) as server:
        for kill in range(kills):
            load = Load()
            threads = [
                threading.Thread(target=work, args=[worker, server, load]) for worker in workers]
            for thread in threads:
                thread.start()
            load.wait(chance.randrange(MOST_ANSWERS))
            load.is_over = True
            server.end(signal.SIGKILL)
            for thread in threads:
                thread.join(PATIENCE)
            assert not load.faults, f"SEED={SEED}, kill {kill}: {load.faults} {server.log}"
            server.start()
            with Client(server) as client:
                for worker in workers:
                    worker.check(client)
        with Client(server) as client:
            listed = [account["key"] for account in
                      client.ask("any", "GET", "/_mock/accounts")[1]["accounts"]]
            assert len(listed) == len(set(listed))
        ids = [id for worker in workers for id in worker.sent.values()]
        assert len(ids) == len(set(ids)), "an id was given twice"
        print(f"{kills} kills, {len(ids)} mails in shared accounts")
