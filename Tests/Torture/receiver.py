"""A receiver of webhooks that answers as a trial wishes, and remembers what it was sent."""

import json
import re
import socket
from dataclasses import dataclass, field
from functools import cached_property
from threading import Condition, Thread
from time import monotonic


@dataclass
class Arrival:
    """One request, whole."""

    path: str
    id: str
    body: bytes
    at: float
    # What it was answered; None: nothing.
    status: int | None = None

    @property
    def is_accepted(self):
        return self.status is not None and 200 <= self.status < 300

    @cached_property
    def event(self):
        return json.loads(self.body)

    @property
    def sequence(self):
        return self.event["log"]["sequence"]


@dataclass
class Answer:
    status: int = 204
    headers: dict = field(default_factory=dict)
    body: bytes = b""


class Receiver:
    """`behave` tells the answer to an arrival; None closes the connection without one.

    On bare sockets, for it must be faster than what it measures.
    """

    def __init__(self, behave=None, port=0, context=None):
        """`context` makes it speak TLS."""
        self.behave = behave or (lambda arrival: Answer())
        self.context = context
        self.arrivals = []
        self.accepted = set()
        self.changed = Condition()
        self.socket = socket.create_server(("127.0.0.1", port), backlog=256)
        self.port = self.socket.getsockname()[1]
        Thread(target=self.listen, daemon=True).start()

    def url(self, path="hook"):
        return f"http://127.0.0.1:{self.port}/{path}"

    def listen(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            Thread(target=self.converse, args=(connection,), daemon=True).start()

    def close(self):
        # A thread that waits in accept would hold the port; shutdown wakes it.
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()

    def converse(self, connection):
        with connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            try:
                if self.context:
                    connection = self.context.wrap_socket(connection, server_side=True)
                rest = b""
                while rest is not None:
                    rest = self.take(connection, rest)
            except OSError:
                pass  # the program was killed

    def take(self, connection, rest):
        """Reads one request and answers it. Returns what came behind it; None at the end."""
        while b"\r\n\r\n" not in rest:
            more = connection.recv(65536)
            if not more:
                return None
            rest += more
        head, rest = rest.split(b"\r\n\r\n", 1)
        length = int(re.search(rb"(?i)content-length: *(\d+)", head)[1])
        while len(rest) < length:
            more = connection.recv(65536)
            if not more:
                return None  # cut off in the middle: never received
            rest += more
        name = re.search(rb"(?i)webhook-id: *(\S+)", head)
        arrival = Arrival(
            head.split(b" ")[1].decode(), name[1].decode() if name else "", rest[:length],
            monotonic())
        return rest[length:] if self.answer(connection, arrival) else None

    def answer(self, connection, arrival):
        answer = self.behave(arrival)
        arrival.status = answer.status if answer else None
        # Remembered before the answer: what was accepted is known whatever comes after.
        with self.changed:
            self.arrivals.append(arrival)
            if arrival.is_accepted:
                self.accepted.add(arrival.id)
            self.changed.notify_all()
        if answer is None:
            return False
        lines = [f"HTTP/1.1 {answer.status} Answer"]
        lines += [f"{name}: {value}" for name, value in answer.headers.items()]
        if answer.status != 204:
            lines.append(f"Content-Length: {len(answer.body)}")
        connection.sendall("\r\n".join([*lines, "", ""]).encode() + answer.body)
        return True
