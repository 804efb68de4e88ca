#!/usr/bin/env python3
"""A web server that runs one CGI program (RFC 3875) for each POST: cgi_server.py PROGRAM.

It listens on a free port of 127.0.0.1 and prints that port. Python's own CGI server passes only a
few headers on, which no other does.
"""

import os
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        variables = {
            "PATH": os.environ["PATH"], "GATEWAY_INTERFACE": "CGI/1.1", "REQUEST_METHOD": "POST",
            "CONTENT_LENGTH": str(len(body)),
            "CONTENT_TYPE": self.headers.get("content-type", ""),
        }
        for name, value in self.headers.items():
            variables["HTTP_" + name.upper().replace("-", "_")] = value
        ran = subprocess.run([sys.argv[1]], input=body, env=variables, stdout=subprocess.PIPE)
        head, _, rest = ran.stdout.partition(b"\r\n\r\n")
        lines = dict(line.split(": ", 1) for line in head.decode().splitlines())
        # A program that fails before its first line is the server's failure.
        status = lines.get("Status", "200" if ran.returncode == 0 else "500").split()[0]
        self.send_response(int(status))
        self.send_header("content-length", str(len(rest)))
        self.end_headers()
        self.wfile.write(rest)

    def log_message(self, *arguments):
        pass


server = HTTPServer(("127.0.0.1", 0), Handler)
print(server.server_port, flush=True)
server.serve_forever()
