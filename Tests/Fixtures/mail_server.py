#!/usr/bin/env python3
"""A mail server on loopback, made of the `aiosmtpd` package.

It listens on a free port of 127.0.0.1 and prints that port. Each message that it takes is written
to FOLDER/N.eml as it came, and its envelope to FOLDER/N.json. With --tls it makes an authority and
a certificate with the openssl command; the authority is then in FOLDER/ca.pem.
"""

import argparse
import asyncio
import json
import pathlib
import ssl
import subprocess

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


class Handler:
    def __init__(self, folder, refused):
        self.folder = folder
        self.refused = refused
        self.count = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refused:
            return "550 5.1.1 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        (self.folder / f"{self.count}.eml").write_bytes(envelope.content)
        login = session.auth_data
        (self.folder / f"{self.count}.json").write_text(json.dumps({
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "isEncrypted": server.transport.get_extra_info("ssl_object") is not None,
            "user": login.login.decode() if isinstance(login, LoginPassword) else None,
        }))
        self.count += 1
        return "250 2.0.0 taken"


def certificate(folder):
    """Makes an authority and a certificate for 127.0.0.1 that it signs."""
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]

    def openssl(*arguments):
        subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)

    openssl("req", "-x509", "-days", "2", "-subj", "/CN=Test", "-keyout", "ca.key", "-out",
            "ca.pem", *key)
    openssl("req", "-subj", "/CN=mail", "-keyout", "key.pem", "-out", "request", *key)
    (folder / "extensions").write_text("subjectAltName=IP:127.0.0.1\n")
    openssl("x509", "-req", "-in", "request", "-CA", "ca.pem", "-CAkey", "ca.key",
            "-CAcreateserial", "-days", "2", "-extfile", "extensions", "-out", "cert.pem")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return context


async def serve(options):
    folder = pathlib.Path(options.folder)
    handler = Handler(folder, options.refuse)
    context = certificate(folder) if options.tls else None

    def authenticate(server, session, envelope, mechanism, data):
        known = (options.user, options.password)
        is_known = (data.login.decode(), data.password.decode()) == known
        return AuthResult(success=is_known, handled=False, auth_data=data)

    def smtp():
        return SMTP(
            handler, hostname="mail.test", loop=asyncio.get_running_loop(),
            tls_context=context if options.tls == "starttls" else None,
            require_starttls=options.tls == "starttls",
            auth_required=options.user is not None, auth_require_tls=options.tls == "starttls",
            authenticator=authenticate if options.user is not None else None)

    implicit = context if options.tls == "implicit" else None
    server = await asyncio.get_running_loop().create_server(smtp, "127.0.0.1", 0, ssl=implicit)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("folder")
parser.add_argument("--tls", choices=["starttls", "implicit"])
parser.add_argument("--user")
parser.add_argument("--password")
parser.add_argument("--refuse", action="append", default=[], metavar="RECIPIENT")
asyncio.run(serve(parser.parse_args()))
