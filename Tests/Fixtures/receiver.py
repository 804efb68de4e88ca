#!/usr/bin/env python3
"""A webhook receiver that checks signatures with the `standardwebhooks` package, or, given a public
key, with the package `cryptography`.

It listens on a free port of 127.0.0.1, prints that port, and appends one line of JSON for each
request to the log: {"id", "timestamp", "body", "verdict"}. The body is given by its SHA-256; the
verdict is "accepted", "failed" (on purpose) or "refused: ..." with the reason.
"""

import argparse
import base64
import hashlib
import json
import os
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock

from standardwebhooks.webhooks import Webhook, WebhookVerificationError


class PublicKey:
    """Verifies `v1a` (Standard Webhooks 1.0, "Signature scheme")."""

    def __init__(self, text):
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        self.key = Ed25519PublicKey.from_public_bytes(base64.b64decode(text[len("whpk_"):]))

    def verify(self, body, headers):
        from cryptography.exceptions import InvalidSignature

        moment = headers["webhook-timestamp"]
        if abs(time.time() - int(moment)) > 300:
            raise WebhookVerificationError("too old, or too new")
        signed = f"{headers['webhook-id']}.{moment}.{body}".encode()
        for signature in headers["webhook-signature"].split(" "):
            version, _, encoded = signature.partition(",")
            if version != "v1a":
                continue
            try:
                return self.key.verify(base64.b64decode(encoded), signed)
            except InvalidSignature:
                pass
        raise WebhookVerificationError("no matching signature")


class Receiver(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, options):
        super().__init__(("127.0.0.1", options.port), Handler)
        is_public = options.secret.startswith("whpk_")
        self.webhook = (PublicKey if is_public else Webhook)(options.secret)
        self.log = open(options.log, "a", encoding="utf-8")
        self.failures_left = options.fail
        self.lock = Lock()

    def judge(self, headers, body):
        with self.lock:
            failing = self.failures_left > 0
            if failing:
                self.failures_left -= 1
            status, verdict = (500, "failed") if failing else self.verify(headers, body)
            self.log.write(json.dumps({
                "id": headers.get("webhook-id"),
                "timestamp": headers.get("webhook-timestamp"),
                "body": hashlib.sha256(body).hexdigest(),
                "verdict": verdict,
            }) + "\n")
            # On the disk before the answer: what was accepted must survive a kill of this process.
            self.log.flush()
            os.fsync(self.log.fileno())
            return status

    def verify(self, headers, body):
        try:
            self.webhook.verify(body.decode("utf-8"), dict(headers))
            return 204, "accepted"
        except WebhookVerificationError as error:
            return 400, f"refused: {error}"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.send_response(self.server.judge(headers, body))
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *arguments):
        pass


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--secret", required=True, help="whsec_... or whpk_...")
    parser.add_argument("--log", required=True, help="the file to append to")
    parser.add_argument("--fail", type=int, default=0, help="answer 500 to the first N requests")
    parser.add_argument("--port", type=int, default=0, help="0, the default, takes a free one")
    receiver = Receiver(parser.parse_args())
    print(receiver.server_address[1], flush=True)
    receiver.serve_forever()


if __name__ == "__main__":
    main()
