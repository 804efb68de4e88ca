"""A site whose feeds and pages change as a trial wishes."""

import hashlib
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from time import sleep


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def __init__(self, handler):
        super().__init__(("127.0.0.1", 0), handler)
        Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def handle_error(self, request, client_address):
        """The programs under trial are killed in the middle: broken connections are no news."""


class Origin:
    """Feeds by name, each a list of entries, the newest first; pages by path."""

    def __init__(self):
        self.feeds = {}
        self.pages = {}
        self.polls = 0
        self.asked_for = set()
        self.delay = 0
        self.lock = Lock()
        self.server = Server(self.make_handler())
        self.port = self.server.server_address[1]

    def add(self, feed, entry, title=None, text=None):
        title = title or f"Statement number {entry} on the harbour"
        text = text or (
            f"The council said on Monday that harbour item {entry} will be rebuilt by next year "
            "and that work has begun.")
        with self.lock:
            self.feeds.setdefault(feed, []).insert(0, {"id": entry, "title": title, "text": text})

    def url(self, path):
        return f"http://127.0.0.1:{self.port}/{path}"

    def document(self, feed):
        items = "".join(
            f'<item><guid isPermaLink="false">{escape(entry["id"])}</guid>'
            f'<title>{escape(entry["title"])}</title>'
            f'<link>{self.url("page/" + entry["id"])}</link>'
            f'<description>{escape(entry["text"])}</description></item>'
            for entry in self.feeds[feed])
        return (
            f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>'
            f"<title>{feed}</title><link>{self.url('')}</link><description>news</description>"
            f"{items}</channel></rss>").encode()

    def answer(self, path):
        """The type and the bytes of what stands at a path; nothing where nothing stands."""
        with self.lock:
            self.asked_for.add(path)
            if path in self.feeds:
                self.polls += 1
                return "application/rss+xml", self.document(path)
            if path in self.pages:
                return "text/html; charset=utf-8", self.pages[path].encode()
        return None, b""

    def make_handler(origin):
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                sleep(origin.delay)
                kind, body = origin.answer(self.path.strip("/"))
                tag = f'"{hashlib.sha256(body).hexdigest()}"'
                if kind is None:
                    self.send_response(404)
                elif self.headers.get("if-none-match") == tag:
                    self.send_response(304)
                    self.send_header("etag", tag)
                    self.end_headers()
                    return
                else:
                    self.send_response(200)
                    self.send_header("content-type", kind)
                    self.send_header("etag", tag)
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        return Handler
