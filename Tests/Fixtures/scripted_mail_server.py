#!/usr/bin/env python3
"""A mail server on loopback that says what it is told to, however wrong.

    scripted_mail_server.py [STAGE=REPLY ...]

STAGE is greeting, EHLO, AUTH, MAIL, RCPT, DATA, message or QUIT; REPLY is a reply's text, drop (close
the connection) or hang (say nothing more). RCPT may be given several times, for one recipient each.
It listens on a free port of 127.0.0.1 and prints that port, and a line each time it hangs.
"""

import socketserver
import sys
import time

usual = {
    "greeting": "220 mail.test ready", "EHLO": "250-mail.test\r\n250 AUTH PLAIN LOGIN",
    "AUTH": "235 welcome", "MAIL": "250 OK", "RCPT": "250 OK", "DATA": "354 go on",
    "message": "250 taken", "QUIT": "221 bye",
}


class Dialogue(socketserver.StreamRequestHandler):
    def say(self, stage):
        told = self.server.script.get(stage) or [usual.get(stage, "500 what?")]
        reply = told[0] if len(told) == 1 else told[min(self.asked.get(stage, 0), len(told) - 1)]
        self.asked[stage] = self.asked.get(stage, 0) + 1
        if reply == "hang":
            print("hanging", flush=True)
            time.sleep(3600)
        if reply == "drop":
            return False
        self.wfile.write(reply.encode() + b"\r\n")
        return True

    def handle(self):
        self.asked = {}
        if not self.say("greeting"):
            return
        while line := self.rfile.readline():
            verb = line.split()[0].decode(errors="replace").upper() if line.split() else ""
            if verb == "AUTH" and len(line.split()) == 2:
                self.wfile.write(b"334 \r\n")
                self.rfile.readline()
            if not self.say(verb) or verb == "QUIT":
                return
            if verb == "DATA" and (self.server.script.get("DATA") or ["354"])[0].startswith("354"):
                while self.rfile.readline() not in (b".\r\n", b""):
                    pass
                if not self.say("message"):
                    return


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, script):
        super().__init__(("127.0.0.1", 0), Dialogue)
        self.script = script


script = {}
for argument in sys.argv[1:]:
    stage, _, reply = argument.partition("=")
    script.setdefault(stage, []).append(reply.replace("\\n", "\r\n"))
with Server(script) as server:
    print(server.server_address[1], flush=True)
    server.serve_forever()
