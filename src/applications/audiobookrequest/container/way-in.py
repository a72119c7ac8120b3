"""
Runs inside the container of an application that knows no proxy (aiohttp heeds none unless it is told to): the guide's
hosts lead to this process by /etc/hosts, and it takes each connection to the gateway through the gateway's proxy.

    python3 way-in.py <command> [<argument> ...]

WAY_IN is the proxy's address with its credentials, WAY_IN_PORTS the ports to stand on, separated by commas.
The command takes the place of this process once the ports are open.
"""

import asyncio
import base64
import os
import socket
import sys
from urllib.parse import urlsplit

way = urlsplit(os.environ.pop("WAY_IN"))
credentials = base64.b64encode(f"{way.username}:{way.password}".encode()).decode()


def stand_on(port: int) -> socket.socket:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    listener.listen(64)
    return listener


async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()


async def tunnel(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """The gateway knows which host is meant by the name that TLS asks for, so none is named here."""
    try:
        far_reader, far_writer = await asyncio.open_connection(way.hostname, way.port)
        head = f"CONNECT gateway:443 HTTP/1.1\r\nProxy-Authorization: Basic {credentials}\r\n\r\n"
        far_writer.write(head.encode())
        answer = await far_reader.readuntil(b"\r\n\r\n")
    except (OSError, asyncio.IncompleteReadError):
        return writer.close()
    if b" 200 " not in answer.splitlines()[0]:
        return writer.close()
    await asyncio.gather(pump(reader, far_writer), pump(far_reader, writer))


async def serve(listeners: list[socket.socket]) -> None:
    servers = [await asyncio.start_server(tunnel, sock=one) for one in listeners]
    await asyncio.gather(*(one.serve_forever() for one in servers))


listeners = [stand_on(int(port)) for port in os.environ.pop("WAY_IN_PORTS").split(",")]
# Whatever /etc/hosts does not name stays unknown: nothing leaves the machine.
with open("/etc/resolv.conf", "w") as file:
    file.write("nameserver 127.0.0.1\n")
if os.fork() == 0:
    asyncio.run(serve(listeners))
else:
    os.execvp(sys.argv[1], sys.argv[1:])
