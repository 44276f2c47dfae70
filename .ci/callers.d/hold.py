#!/usr/bin/env python3
"""Holds connections that say little, on the API's port and on that of metrics and health.

    hold.py API-PORT METRICS-PORT PRODUCT

1,000 say nothing, 50 send a body and 50 a header, a byte a second. Whoever is closed comes again ten seconds
later, so about a hundred come each second. Prints "calling" when each has called once. When it is ended (SIGTERM) it prints, with tabs between: calls, its processor time and its time, in seconds.
"""
import heapq
import itertools
import selectors
import signal
import socket
import sys
import time

IDLE, BODIES, HEADERS = 1000, 50, 50
PAUSE = 1.0
AGAIN = 10.0


class Caller:
    """One connection, opened again for ever."""

    def __init__(self, line, port, begin):
        self.line, self.port, self.begin = line, port, begin
        self.socket = None

    def open(self):
        self.line.calls += 1
        self.socket = socket.socket()
        self.socket.setblocking(False)
        self.socket.connect_ex(("127.0.0.1", self.port))
        events = selectors.EVENT_READ | (selectors.EVENT_WRITE if self.begin else 0)
        self.line.selector.register(self.socket, events, self)

    def writable(self):
        """Says the first words, once it is connected."""
        self.line.selector.modify(self.socket, selectors.EVENT_READ, self)
        if self.send(self.begin):
            self.line.later(PAUSE, self.drip, self.socket)

    def drip(self, connection):
        if connection is self.socket and self.send(b"a"):
            self.line.later(PAUSE, self.drip, connection)

    def readable(self):
        try:
            if self.socket.recv(65536):
                return
        except BlockingIOError:
            return
        except OSError:
            pass
        self.lose()

    def send(self, words):
        try:
            self.socket.send(words)
            return True
        except OSError:
            self.lose()
            return False

    def lose(self):
        self.line.selector.unregister(self.socket)
        self.socket.close()
        self.socket = None
        self.line.later(AGAIN, self.open)


class Line:
    """All callers, on one thread."""

    def __init__(self):
        self.selector = selectors.DefaultSelector()
        self.timers, self.order = [], itertools.count()
        self.calls = 0

    def later(self, seconds, action, *arguments):
        entry = (time.monotonic() + seconds, next(self.order), action, arguments)
        heapq.heappush(self.timers, entry)

    def run(self, callers):
        # Not all in one moment: they come as evenly as they come again.
        for number, caller in enumerate(callers):
            self.later(PAUSE * number / len(callers), caller.open)
        self.later(PAUSE, print, "calling")
        while True:
            wait = self.timers[0][0] - time.monotonic() if self.timers else PAUSE
            for key, events in self.selector.select(max(wait, 0)):
                caller = key.data
                if events & selectors.EVENT_WRITE:
                    caller.writable()
                if events & selectors.EVENT_READ and caller.socket is key.fileobj:
                    caller.readable()
            while self.timers and self.timers[0][0] <= time.monotonic():
                _, _, action, arguments = heapq.heappop(self.timers)
                action(*arguments)


def words(port, path, kind):
    request = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
    if kind == "body":
        request += "Content-Type: image/png\r\nContent-Length: 100000\r\n\r\n"
    else:
        request += "X-Slow: "
    return request.encode()


def callers(line, api, metrics, product):
    """All kinds, in turn on both ports, mixed."""
    product_path = f"/v1/products/{product}"
    ports = [(api, f"{product_path}/images?camera=slow"), (metrics, f"{product_path}/score")]
    made = [Caller(line, ports[i % 2][0], b"") for i in range(IDLE)]
    for kind, count in (("body", BODIES), ("header", HEADERS)):
        for i in range(count):
            port, path = ports[i % 2]
            made.insert(len(made) * i // count, Caller(line, port, words(port, path, kind)))
    return made


def main():
    api, metrics, product = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    sys.stdout.reconfigure(line_buffering=True)
    line = Line()
    processor, begun = time.process_time(), time.monotonic()
    try:
        line.run(callers(line, api, metrics, product))
    finally:
        spent = time.process_time() - processor, time.monotonic() - begun
        print(f"{line.calls}\t{spent[0]:.3f}\t{spent[1]:.3f}")


main()
