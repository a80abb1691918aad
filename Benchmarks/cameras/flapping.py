#!/usr/bin/env python3
"""An MJPEG camera that comes and goes every second: flapping.py FOLDER PORT"""
import glob
import socket
import sys
import time

PICTURES = [open(path, "rb").read() for path in sorted(glob.glob(sys.argv[1] + "/*.jpg"))]
HEAD = b"HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=b\r\n\r\n"


def serve(until: float, server: socket.socket) -> None:
    server.settimeout(max(until - time.monotonic(), 0.01))
    try:
        client, _ = server.accept()
    except TimeoutError:
        return
    with client:
        try:
            client.sendall(HEAD)
            index = 0
            while time.monotonic() < until:
                body = PICTURES[index % len(PICTURES)]
                client.sendall(b"--b\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n" % len(body) + body + b"\r\n")
                index += 1
                time.sleep(0.05)
        except OSError:
            return


while True:
    with socket.create_server(("127.0.0.1", int(sys.argv[2])), reuse_port=False) as listener:
        end = time.monotonic() + 1
        while time.monotonic() < end:
            serve(end, listener)
    time.sleep(1)
