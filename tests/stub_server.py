"""A server on loopback that answers as services do, and as they shouldn't: what tests ask instead of a real one."""

from __future__ import annotations

import gzip
import json
import sys
import threading
import time
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Play: TypeAlias = "Callable[[Handler], None]"


class Asked(NamedTuple):
    """A request as it arrived."""

    path: str
    headers: dict[str, str]
    body: Any


class Stub:
    """What the server was asked, and what it plays.

    Attributes:
        asked: every request, in the order of arrival.
        script: returns what to play for a request, and its number from 0.
    """

    def __init__(self, script: Callable[[Asked, int], Play]) -> None:
        self.asked: list[Asked] = []
        self.script = script
        self.lock = threading.Lock()
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def texts(self) -> list[str]:
        """The last message of each chat that was asked for."""
        return [last_message(asked) for asked in self.asked]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    stub: Stub

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        asked = Asked(
            self.path, {name.lower(): value for name, value in self.headers.items()}, json.loads(raw or b"null")
        )
        with self.stub.lock:
            number = len(self.stub.asked)
            self.stub.asked.append(asked)
        try:
            self.stub.script(asked, number)(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def do_GET(self) -> None:
        self.do_POST()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the base class has it
        pass

    def send(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {
            "Content-Type": "application/json",
            "Content-Length": str(len(body)),
            **(headers or {}),
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    """Connections that wait: beyond them, as beyond the 5 that are usual, one is tried again after a second."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say what is wrong with a script, and nothing of an asker that hung up, perhaps while another test runs."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


@contextmanager
def serving(script: Callable[[Asked, int], Play]) -> Iterator[Stub]:
    """Give a server that runs in threads of this process, on a free port of loopback."""
    stub = Stub(script)

    class Own(Handler):
        pass

    Own.stub = stub
    server = Server(("127.0.0.1", 0), Own)
    stub.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield stub
    finally:
        server.shutdown()
        server.server_close()


def last_message(asked: Asked) -> str:
    return (
        str(asked.body["messages"][-1]["content"]) if isinstance(asked.body, dict) and "messages" in asked.body else ""
    )


def completion(text: str | None, *, model: str = "stub-1", choices: int = 1, usage: bool = True) -> bytes:
    """The body of a chat's answer; a token a word."""
    message = {"role": "assistant", "content": text}
    words = len((text or "").split())
    return json.dumps(
        {
            "id": "x",
            "object": "chat.completion",
            "created": 1,
            "model": model,
            "choices": [{"index": i, "finish_reason": "stop", "message": message} for i in range(choices)],
            **({"usage": {"prompt_tokens": 7, "completion_tokens": words, "total_tokens": 7 + words}} if usage else {}),
        }
    ).encode()


def says(text: str | None, **more: Any) -> Play:
    return lambda handler: handler.send(200, completion(text, **more))


def sends(body: bytes, status: int = 200, **headers: str) -> Play:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler: handler.send(status, body, named)


def fails(status: int, message: str = "", **headers: str) -> Play:
    return sends(json.dumps({"error": {"message": message}}).encode(), status, **headers)


def half(text: str) -> Play:
    """Promise a whole body, send half of it, and hang up."""

    def play(handler: Handler) -> None:
        body = completion(text)
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body[: len(body) // 2])
        handler.close_connection = True

    return play


def bomb(size: int = 2**28) -> Play:
    """Send gzip that unpacks to so many bytes, asked for or not."""
    packed = gzip.compress(b" " * size)
    return sends(packed, Content_Encoding="gzip")


def flood(size: int) -> Play:
    """Send a plain body of so many bytes without saying its length."""

    def play(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Connection", "close")
        handler.end_headers()
        for _ in range(size // 65536):
            handler.wfile.write(b" " * 65536)
        handler.close_connection = True

    return play


def drips(pause: float = 0.05, *, headers: bool = False) -> Play:
    """Send a byte at a time, for longer than anybody waits: of the body, or of the headers already."""

    def play(handler: Handler) -> None:
        handler.close_connection = True
        if headers:
            handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        else:
            handler.send_response(200)
            handler.send_header("Content-Length", "100000")
            handler.end_headers()
        for i in range(1000):
            handler.wfile.write(b"X-%d: y\r\n" % i if headers else b" ")
            time.sleep(pause)

    return play


def nothing(seconds: float = 30) -> Play:
    """Keep the connection open and send nothing until the asker hangs up."""

    def play(handler: Handler) -> None:
        handler.close_connection = True
        handler.connection.settimeout(seconds)
        with suppress(TimeoutError):
            handler.rfile.read(1)

    return play


def hangs_up() -> Play:
    def play(handler: Handler) -> None:
        handler.close_connection = True

    return play
