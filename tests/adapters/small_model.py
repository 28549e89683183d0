"""A small server that answers as a language model does: well, badly, late or not at all."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ANSWER = "Larmet i källaren fungerar inte på alla enheter."


@dataclass
class Served:
    """Where the server is, and what it was asked."""

    address: str
    asked: list[dict] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)


@contextmanager
def serving(manner: str, *, answer: str = ANSWER) -> Iterator[Served]:
    """Serve in one manner until the block ends."""
    ended = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            length = int(self.headers["Content-Length"])
            served.asked.append(json.loads(self.rfile.read(length)) | {"path": self.path})
            served.keys.append(self.headers.get("Authorization", ""))
            getattr(self, manner)()

        def well(self):
            self.reply(json.dumps({"choices": [{"message": {"content": f"\n{answer} "}}]}).encode())

        def empty(self):
            self.reply(json.dumps({"choices": [{"message": {"content": "  "}}]}).encode())

        def no_choices(self):
            self.reply(json.dumps({"choices": []}).encode())

        def parts(self):
            self.reply(json.dumps({"choices": [{"message": {"content": [1]}}]}).encode())

        def no_json(self):
            self.reply(b"<html>Inloggning</html>")

        def error(self):
            self.reply(b'{"error": "overloaded"}', status=503)

        def elsewhere(self):
            self.send_response(307)
            self.send_header("Location", served.address + "/v1/chat/completions?again")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def endless(self):
            self.send_response(200)
            self.end_headers()
            while not ended.is_set():
                self.wfile.write(b" " * 65536)

        def dripping(self):
            self.send_response(200)
            self.end_headers()
            while not ended.wait(0.05):
                self.wfile.write(b" ")
                self.wfile.flush()

        def silent(self):
            ended.wait(20)

        def broken(self):
            self.wfile.write(b"nothing that HTTP knows\r\n\r\n")

        def reply(self, content: bytes, *, status: int = 200):
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def handle(self):
            try:
                super().handle()
            except OSError:  # whoever asked has left
                self.close_connection = True

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    served = Served(f"http://127.0.0.1:{server.server_port}/v1")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield served
    finally:
        ended.set()
        server.shutdown()
        server.server_close()
        thread.join()
