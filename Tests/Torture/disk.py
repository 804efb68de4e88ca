"""What a disk holds after a power cut, by the log of operations that faults.c writes."""

import os
import shutil
import struct
import subprocess
from dataclasses import dataclass
from pathlib import Path

SECTOR = 512
MODES = ("none", "some", "torn", "all")


def build_shim(folder):
    """Compiles faults.c, once for each run of the trials."""
    library = folder / "faults.so"
    source = Path(__file__).with_name("faults.c")
    if not library.exists():
        subprocess.run(
            ["cc", "-O1", "-Wall", "-shared", "-fPIC", "-o", library, source, "-ldl", "-lpthread"],
            check=True)
    return library


def faulty(library, **settings):
    """The environment in which a program meets faults: kill_at=3, fault="eio" and the like."""
    environment = {f"TORTURE_{name.upper()}": str(value) for name, value in settings.items()}
    return {"LD_PRELOAD": str(library), "TORTURE_PATH": "/ledger/", **environment}


KINDS = ("all", "write", "sync", "truncate", "name", "send", "receive", "output")


def read_counts(path):
    return dict(zip(KINDS, struct.unpack("<8q", path.read_bytes())))


@dataclass
class Operation:
    kind: str
    path: str
    offset: int
    content: bytes


def read_operations(path):
    log = path.read_bytes()
    operations, at = [], 0
    while at < len(log):
        kind, length, offset, size = struct.unpack_from("<4Q", log, at)
        at += 32
        name = log[at:at + length].decode()
        at += length
        has_content = chr(kind) in "WR"
        operations.append(
            Operation(chr(kind), name, offset, log[at:at + size] if has_content else b""))
        at += size if has_content else 0
    return operations


def write(buffer, offset, content):
    if len(buffer) < offset:
        buffer.extend(bytes(offset - len(buffer)))
    buffer[offset:offset + len(content)] = content


def change(buffer, operation):
    if operation.kind == "W":
        write(buffer, operation.offset, operation.content)
    else:
        del buffer[operation.offset:]
        buffer.extend(bytes(operation.offset - len(buffer)))


class Disk:
    """Files by path: what was synced, and the operations since then.

    Names are kept in order, as journals of file systems do; contents are not.
    """

    def __init__(self, folder=None):
        files = [path for path in folder.iterdir() if path.is_file()] if folder else []
        self.durable = {
            str(path): bytearray(path.read_bytes()) for path in files
            if not path.name.endswith("-shm")
        }
        self.pending = {}

    def apply(self, operation):
        path = operation.path
        if operation.kind in "WT":
            self.pending.setdefault(path, []).append(operation)
        elif operation.kind == "S":
            buffer = self.durable.setdefault(path, bytearray())
            for waiting in self.pending.pop(path, []):
                change(buffer, waiting)
        elif operation.kind == "U":
            self.durable.pop(path, None)
            self.pending.pop(path, None)
        elif operation.kind == "R":
            target = operation.content.decode()
            self.durable[target] = self.durable.pop(path, bytearray())
            self.pending[target] = self.pending.pop(path, [])

    def after_a_cut(self, mode, random):
        """The files with what was not synced lost, kept in part, torn, or kept."""
        files = {}
        for path in {*self.durable, *self.pending}:
            buffer = bytearray(self.durable.get(path, b""))
            for operation in self.pending.get(path, []):
                keep(buffer, operation, mode, random)
            files[path] = buffer
        return files

    def write_image(self, folder, mode, random):
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        for path, content in self.after_a_cut(mode, random).items():
            file = folder / os.path.basename(path)
            file.write_bytes(content)
            # A cut opens no private file to others.
            file.chmod(0o600)


def keep(buffer, operation, mode, random):
    """Applies what a cut leaves of one operation that was not synced."""
    if mode == "none":
        return
    if mode == "torn" and operation.kind == "W":
        for start in range(0, len(operation.content), SECTOR):
            if random.random() < 0.5:
                sector = operation.content[start:start + SECTOR]
                write(buffer, operation.offset + start, sector)
    elif mode == "all" or random.random() < 0.5:
        change(buffer, operation)
