"""What a receiver does, and what exactly comes of it; the other sinks never notice."""

import signal
import socket
import ssl
import struct
import subprocess
from threading import Event

from oracle import account, published
from origin import Origin
from place import hook
from program import wait
from receiver import Receiver

FEED = "feed"
COUNT = 3
# So long an attempt may take, in seconds.
LIMIT = 2


class Odd(Receiver):
    """Does something odd with each request until it is mended; then it is like any other."""

    def __init__(self, respond):
        self.respond = respond
        self.is_mended = False
        self.over = Event()
        super().__init__()

    def answer(self, connection, arrival):
        if self.is_mended:
            return super().answer(connection, arrival)
        with self.changed:
            self.arrivals.append(arrival)
        self.respond(self, connection)
        return False

    def mend(self):
        self.is_mended = True
        self.over.set()

    def until_over(self, connection, piece, pause=0.0):
        """Sends the same again and again, for as long as somebody takes it."""
        try:
            while not self.over.wait(pause):
                connection.sendall(piece)
        except OSError:
            pass


def status(code, **headers):
    def respond(receiver, connection):
        lines = [f"HTTP/1.1 {code} Answer", "Content-Length: 0"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        connection.sendall("\r\n".join([*lines, "", ""]).encode())
    return respond


def reset(receiver, connection):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def hang(receiver, connection):
    receiver.over.wait(60)


def drip(receiver, connection):
    for byte in b"HTTP/1.1 200 OK\r\nX-Slow: ":
        connection.sendall(bytes([byte]))
        if receiver.over.wait(0.05):
            return
    receiver.until_over(connection, b"x", 0.2)


def endless_head(receiver, connection):
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    receiver.until_over(connection, b"X-More: " + b"x" * 1000 + b"\r\n")


def endless_body(receiver, connection):
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    receiver.until_over(connection, bytes(65536))


def late(receiver, connection):
    """The event is processed, but nobody waits for the answer any more."""
    receiver.over.wait(2 * LIMIT)
    status(204)(receiver, connection)


BROKEN_OFF = "no connection to 127.0.0.1: it broke off"
UNFINISHED = f"not finished within {LIMIT}.0 seconds"
NOT_FOLLOWED = ("HTTP 302: a webhook's redirects are not followed; set `url` to where the receiver "
                "is now")
NOT_TRUSTED = "no secure connection to 127.0.0.1: SSL certificate problem: "
# What is done; what becomes of the first event; what is said of it; how many requests came.
BEHAVIOURS = {
    "reset": (reset, "pending", BROKEN_OFF, 1),
    "moved": (status(302, Location="/elsewhere"), "pending", NOT_FOLLOWED, 1),
    "missing": (status(404), "pending", "HTTP 404", 1),
    "gone": (status(410), "pending", None, 1),
    "busy": (status(429, Retry_After=5), "pending", "HTTP 429", 1),
    "broken": (status(500), "pending", "HTTP 500", 1),
    "unfit": (status(422), "parked", "HTTP 422", COUNT),
    "unavailable": (status(503), "pending", "HTTP 503", 1),
    "hang": (hang, "pending", UNFINISHED, 1),
    "drip": (drip, "pending", UNFINISHED, 1),
    "endless-head": (endless_head, "pending", "the header lines are over 65536 bytes", 1),
    "endless-body": (endless_body, "done", None, COUNT),
    "late": (late, "pending", UNFINISHED, 1),
}


def exact_outcomes(trial, name):
    """Each behaviour has its outcome, and each event comes once its receiver is well."""
    odd = {kind: Odd(respond) for kind, (respond, *_) in BEHAVIOURS.items()}
    quick = Receiver()
    closed = closed_port()
    secure = secure_receiver(trial.folder / f"{name}.pem")
    addresses = {kind: one.url() for kind, one in odd.items()}
    addresses["refused"] = f"http://127.0.0.1:{closed}/hook"
    addresses["tls"] = f"https://127.0.0.1:{secure.port}/hook"
    # What is told of the sinks themselves goes to the one that is well.
    sinks = [hook("hook", quick.url())] + [
        hook(kind, url, timeout=f"{LIMIT}s", types=["entry.*"]) for kind, url in addresses.items()]
    origin = Origin()
    origin.add(FEED, "base")
    place = trial.place(name, origin, [FEED], quick, sinks=sinks, retries=["1h"] * 9)
    place.poll_once()
    for number in range(COUNT):
        origin.add(FEED, f"new-{number}")
    expected = {published(FEED, f"new-{number}") for number in range(COUNT)}
    daemon = place.start()
    attempted = [*BEHAVIOURS, "refused", "tls"]
    wait(lambda: all(first(place, sink)["attempts"] or sink == "gone" and odd[sink].arrivals
                     for sink in attempted), 30, 0.2)
    wait(lambda: len(quick.accepted) >= len(expected), 10)
    outcomes = {kind: (state, said, requests) for kind, (_, state, said, requests)
                in BEHAVIOURS.items()}
    outcomes["refused"] = ("pending", "no connection to 127.0.0.1: refused or unreachable", 0)
    outcomes["tls"] = ("pending", NOT_TRUSTED, 0)
    for sink, (state, said, requests) in outcomes.items():
        found = first(place, sink)
        trial.expect(f"{name}: {sink}: state", state, found["state"])
        # OpenSSL's versions differ in what they add.
        error = NOT_TRUSTED if (found.get("error") or "").startswith(NOT_TRUSTED) else found.get(
            "error")
        trial.expect(f"{name}: {sink}: error", said, error)
        if sink in odd:
            trial.expect(f"{name}: {sink}: requests", requests, len(odd[sink].arrivals))
    elsewhere = [one for one in odd["moved"].arrivals if one.path != "/hook"]
    trial.expect(f"{name}: tls: requests", 0, len(secure.arrivals))
    trial.expect(f"{name}: requests to where a redirect points", [], elsewhere)
    mend(trial, name, place, daemon, odd, closed)
    trial.expect(f"{name}: exit", 0, daemon.stop())
    trial.check(name, account(place, quick, expected))


def mend(trial, name, place, daemon, odd, closed):
    """All but those that want nothing more, and those that nobody can trust, get all now."""
    for receiver in odd.values():
        receiver.mend()
    odd["refused"] = Receiver(port=closed)
    # The daemon tries all of them at once, but for those that asked for a pause.
    daemon.process.send_signal(signal.SIGHUP)
    wanted = [sink for sink in odd if sink not in ("gone", "unfit", "endless-body")]
    if not wait(lambda: all(len(odd[sink].accepted) >= COUNT for sink in wanted), 40, 0.1):
        short = {sink: len(odd[sink].accepted) for sink in wanted}
        trial.fault(name, f"mended, and yet not all came: {short}")
    for sink in wanted:
        bodies = {}
        for arrival in odd[sink].arrivals:
            bodies.setdefault(arrival.id, set()).add(arrival.body)
        trial.expect(f"{name}: {sink}: ids", COUNT, len(bodies))
        trial.expect(f"{name}: {sink}: bodies of each id", {1}, set(map(len, bodies.values())))
        order = [one.sequence for one in odd[sink].arrivals if one.is_accepted]
        trial.expect(f"{name}: {sink}: order", sorted(order), order)
    trial.expect(f"{name}: gone: requests", 1, len(odd["gone"].arrivals))


def first(place, sink):
    """The first delivery of a sink."""
    lines = place.program.lines(
        "deliveries", "--state", "all", "--sink", sink, "--limit", "0", "--json", "--ledger",
        place.ledger)
    return (lines or [{"attempts": 0, "state": None}])[0]


def closed_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def secure_receiver(pem):
    """A server whose certificate nobody has signed. """
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-days", "2", "-subj", "/CN=trial", "-addext", "subjectAltName=IP:127.0.0.1",
         "-keyout", pem, "-out", f"{pem}.crt"], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(f"{pem}.crt", pem)
    return Receiver(context=context)
