"""Real servers on loopback: one that takes mail, one that takes webhooks. Each keeps what it was sent and answers as it is told."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Mailbox:
    """A mail server's mail, and what it says to a recipient."""

    port: int = 0
    says: str = "250 ok"
    to: dict[str, str] = field(default_factory=dict)
    """What it says to one recipient rather."""
    mails: list[tuple[str, Message]] = field(default_factory=list)


async def _talk(box: Mailbox, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Enough of RFC 5321 for one client."""
    to = ""
    writer.write(b"220 sink\r\n")
    while line := await reader.readline():
        verb = line[:4].upper()
        if verb == b"RCPT":
            to = line.decode().split("<")[1].split(">")[0]
            writer.write(f"{box.to.get(to, box.says)}\r\n".encode())
        elif verb == b"DATA":
            writer.write(b"354 go on\r\n")
            await writer.drain()
            text = await reader.readuntil(b"\r\n.\r\n")
            box.mails.append((to, message_from_bytes(text[:-5], policy=default)))
            writer.write(b"250 taken\r\n")
        elif verb == b"QUIT":
            writer.write(b"221 bye\r\n")
            await writer.drain()
            break
        else:
            writer.write(b"250 ok\r\n")
        await writer.drain()
    writer.close()


@contextmanager
def mail_server() -> Iterator[Mailbox]:
    """A mail server in a thread of its own."""
    box, ready, loop, done = Mailbox(), threading.Event(), asyncio.new_event_loop(), asyncio.Event()

    async def serve() -> None:
        async with await asyncio.start_server(lambda r, w: _talk(box, r, w), "127.0.0.1", 0) as server:
            box.port = server.sockets[0].getsockname()[1]
            ready.set()
            await done.wait()

    def run() -> None:
        loop.run_until_complete(serve())
        loop.close()

    thread = threading.Thread(target=run)
    thread.start()
    ready.wait(10)
    try:
        yield box
    finally:
        loop.call_soon_threadsafe(done.set)
        thread.join(10)


@dataclass
class Hook:
    """A partner's address: what came, and what it answers."""

    address: str = ""
    status: int = 200
    answer: bytes = b'{"receipt": "their-7"}'
    came: list[tuple[dict[str, str], bytes]] = field(default_factory=list)


@contextmanager
def webhook() -> Iterator[Hook]:
    """A partner's server in a thread of its own."""
    hook = Hook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            hook.came.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(hook.status)
            if 300 <= hook.status < 400:
                self.send_header("Location", "/elsewhere")
            self.end_headers()
            self.wfile.write(hook.answer)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    hook.address = f"http://127.0.0.1:{server.server_address[1]}/inbox?from=tutela"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield hook
    finally:
        server.shutdown()
        thread.join(10)
        server.server_close()
