"""What is on a disk when the power goes, by the system calls of the process that writes to it.

A write is on the disk for certain once its file was synced, a name once its folder was. What was not
synced may be there or not: single sectors of it, and the first changes of names, as journals of file
systems keep them in order.
"""

from __future__ import annotations

import dataclasses
import pathlib
import random
import re
from collections.abc import Iterator

CALLS = (
    "open,openat,close,write,pwrite64,ftruncate,fallocate,fsync,fdatasync,rename,renameat,"
    "renameat2,unlink,unlinkat,writev,pwritev,pwritev2,sync_file_range,copy_file_range,"
    "sendto,sendmsg,link,linkat,truncate,sendfile")
# A tracer that leaves its place to the program: signals and ends are those of the program.
STRACE = ["strace", "-D", "-f", "-q", "-xx", "-s", "10000000", "-e", f"trace={CALLS}", "-e",
          "signal=none", "-o"]

SECTOR = 512
Name = str


@dataclasses.dataclass(eq=False)
class File:
    safe: bytearray = dataclasses.field(default_factory=bytearray)
    """What is on the disk for certain."""
    held: bytearray = dataclasses.field(default_factory=bytearray)
    """What the process sees."""
    unsafe: list[tuple[int, bytes]] = dataclasses.field(default_factory=list)

    def write(self, offset: int, data: bytes) -> None:
        put(self.held, offset, data)
        self.unsafe.append((offset, data))

    def resize(self, size: int) -> None:
        resize(self.held, size)
        self.unsafe.append((size, b""))

    def sync(self) -> None:
        self.safe = bytearray(self.held)
        self.unsafe = []

    def survives(self, chance: random.Random | None) -> bytes:
        """What may be found on the disk; without chance no more than what must be."""
        found = bytearray(self.safe)
        if chance is None:
            return bytes(found)
        share = chance.random()
        for offset, data in self.unsafe:
            if not data and chance.random() < share:
                resize(found, offset)
            for start in range(0, len(data), SECTOR):
                if chance.random() < share:
                    put(found, offset + start, data[start:start + SECTOR])
        return bytes(found)


class Disk:
    """One folder of a disk."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.folder = str(folder)
        self.held: dict[Name, File | None] = {}
        self.safe: dict[Name, File | None] = {}
        self.unsafe: list[dict[Name, File | None]] = []
        self.open: dict[int, tuple[File, list[int]] | None] = {}
        self.syncs = 0
        self.answers = 0

    def survives(self, folder: pathlib.Path, chance: random.Random | None) -> None:
        """Makes `folder` what may be found after the power has gone."""
        names = dict(self.safe)
        kept = chance.randrange(len(self.unsafe) + 1) if chance else 0
        for change in self.unsafe[:kept]:
            names |= change
        for name, file in names.items():
            if file is not None:
                (folder / name).write_bytes(file.survives(chance))

    def rename(self, changes: dict[Name, File | None]) -> None:
        self.held |= changes
        self.unsafe.append(changes)

    def replay(self, trace: pathlib.Path) -> Iterator[Disk]:
        """Does what the trace tells, and shows the disk after each call."""
        begun: dict[str, str] = {}
        for line in trace.read_text().splitlines():
            thread, call = line.split(maxsplit=1)
            if call.endswith("<unfinished ...>"):
                begun[thread] = call.removesuffix("<unfinished ...>").rstrip()
                if begun[thread].startswith("send"):
                    self.count(begun[thread])
                continue
            if resumed := re.match(r"<\.\.\. \w+ resumed>(.*)", call):
                call = begun.pop(thread) + resumed[1].lstrip()
                if call.startswith("send"):
                    continue
            if parts := re.match(r"(\w+)\((.*)\)\s+= (-?\d+)", call):
                self.do(parts[1], parts[2], int(parts[3]))
                yield self

    def count(self, call: str) -> None:
        self.answers += call.count(escaped("HTTP/1.1 "))

    def do(self, call: str, text: str, result: int) -> None:
        if call.startswith("send"):
            return self.count(text)
        if result < 0:
            return None
        number = re.match(r"\d+", text)
        descriptor = int(number[0]) if number else -1
        strings = [bytes.fromhex(found.replace("\\x", "")) for found in
                   re.findall(r'"((?:\\x[0-9a-f]{2})*)"', text)]
        numbers = [int(found) for found in re.findall(r", (\d+)(?=,|$)", text)]
        names = [self.name(path) for path in strings] if "write" not in call else []
        match call:
            case "open" | "openat":
                self.opens(names[0], text, result)
            case "close":
                self.open.pop(descriptor, None)
            case "write" if descriptor in self.open:
                file, place = self.open[descriptor]
                file.write(place[0], strings[0][:result])
                place[0] += result
            case "pwrite64" if descriptor in self.open:
                self.open[descriptor][0].write(numbers[-1], strings[0][:result])
            case "ftruncate" if descriptor in self.open:
                self.open[descriptor][0].resize(numbers[-1])
            case "fsync" | "fdatasync" if descriptor in self.open:
                self.sync(descriptor)
            case "rename" | "renameat" | "renameat2" if None not in names:
                self.rename({names[0]: None, names[1]: self.held[names[0]]})
            case "unlink" | "unlinkat" if names[0]:
                self.rename({names[0]: None})
            case "write" | "pwrite64" | "ftruncate" | "fsync" | "fdatasync":
                pass  # of another folder
            case "rename" | "renameat" | "renameat2" | "unlink" | "unlinkat":
                assert not any(names), text
            case _:
                assert descriptor not in self.open, f"{call} is not known here"
        return None

    def name(self, path: bytes) -> Name | None:
        """The name of a path in the folder, empty if it is the folder itself."""
        text = path.decode(errors="replace").rstrip("/")
        if text == self.folder:
            return ""
        parent, _, name = text.rpartition("/")
        return name if parent == self.folder else None

    def opens(self, name: Name | None, text: str, descriptor: int) -> None:
        self.open.pop(descriptor, None)
        if name is None:
            return
        if name == "":
            self.open[descriptor] = None
            return
        if self.held.get(name) is None:
            assert "O_CREAT" in text, text
            self.rename({name: File()})
        file = self.held[name]
        if "O_TRUNC" in text:
            file.resize(0)
        self.open[descriptor] = (file, [0])

    def sync(self, descriptor: int) -> None:
        self.syncs += 1
        if self.open[descriptor] is None:
            self.safe, self.unsafe = dict(self.held), []
        else:
            self.open[descriptor][0].sync()


def put(data: bytearray, offset: int, more: bytes) -> None:
    if len(data) < offset:
        resize(data, offset)
    data[offset:offset + len(more)] = more


def resize(data: bytearray, size: int) -> None:
    if len(data) > size:
        del data[size:]
    else:
        data.extend(bytes(size - len(data)))


def escaped(text: str) -> str:
    """As the tracer writes it."""
    return "".join(f"\\x{byte:02x}" for byte in text.encode())
