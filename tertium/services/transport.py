"""A transport of httpx2 with an end: one deadline for connecting, sending and the whole answer, and a largest size.

httpx2's own time-outs are per read, so a server that sends a byte a second would hold a request for ever; and it
unpacks a compressed answer before anybody can look at its size. So answers are asked for
unpacked, and a packed one is refused.
"""

from __future__ import annotations

import re
import threading
import time
from typing import TYPE_CHECKING, Any, Final
from urllib.request import getproxies, proxy_bypass

import httpcore2
import httpx2

from tertium.services.answer import ServiceError

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator

CONNECTING: Final = 15.0
"""Longest time until a server takes the connection: a model may think for minutes, its machine answers at once."""

_CURRENT = threading.local()
"""The deadline of the request that the thread is busy with."""


class BoundedTransport(httpx2.BaseTransport):
    """Sends requests, through the environment's proxies, and raises ServiceError for what goes wrong below HTTP.

    Args:
        seconds: from the first byte sent to the last byte received.
        size: bytes of an answer's body.
        connections: that are open at once.
    """

    def __init__(self, seconds: float, size: int, connections: int) -> None:
        self._seconds, self._size, self._connections = seconds, size, connections
        self._pools: dict[str, httpcore2.ConnectionPool] = {}
        self._lock = threading.Lock()

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request and return its response, whose body is read under the same deadline."""
        _CURRENT.deadline, _CURRENT.seconds = time.monotonic() + self._seconds, self._seconds
        url = request.url
        request.headers["Accept-Encoding"] = "identity"
        limits = dict.fromkeys(("read", "write", "pool"), self._seconds)
        below = httpcore2.Request(
            request.method,
            httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            content=request.read(),
            extensions={"timeout": {**limits, "connect": min(CONNECTING, self._seconds)}},
        )
        with _faults():
            response = self._pool(_proxy(url)).handle_request(below)
        packed = next((value for name, value in response.headers if name.lower() == b"content-encoding"), b"identity")
        if packed.lower() != b"identity":
            response.close()
            raise ServiceError("the answer is compressed, which was not asked for")
        return httpx2.Response(response.status, headers=response.headers, stream=_Body(response, self._size))

    def close(self) -> None:
        """Close all connections."""
        for pool in self._pools.values():
            pool.close()

    def _pool(self, proxy: str) -> httpcore2.ConnectionPool:
        with self._lock:
            if proxy not in self._pools:
                self._pools[proxy] = httpcore2.ConnectionPool(
                    proxy=httpcore2.Proxy(proxy) if proxy else None,
                    max_connections=self._connections,
                    keepalive_expiry=5,
                    network_backend=_Backend(),
                )
            return self._pools[proxy]


class _Body(httpx2.SyncByteStream):
    """The body of a response, of a bounded size."""

    def __init__(self, response: httpcore2.Response, size: int) -> None:
        self._response, self._size = response, size

    def __iter__(self) -> Iterator[bytes]:
        received = 0
        with _faults():
            for piece in self._response.iter_stream():
                received += len(piece)
                if received > self._size:
                    raise ServiceError(f"the answer has more than {self._size} bytes")
                yield piece

    def close(self) -> None:
        self._response.close()


class _Backend(httpcore2.SyncBackend):
    """Opens connections that end with the deadline of the request they are used for."""

    def connect_tcp(self, host: str, port: int, timeout: float | None = None, *rest: Any, **more: Any) -> Any:
        return _Stream(super().connect_tcp(host, port, _remaining(timeout), *rest, **more))


class _Stream(httpcore2.NetworkStream):
    """A connection whose every step takes at most what is left of the request's time."""

    def __init__(self, stream: httpcore2.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _remaining(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _remaining(timeout))

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, _remaining(timeout)))

    def close(self) -> None:
        self._stream.close()

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _faults:  # noqa: N801 - reads as a function
    """Make errors of connections ServiceErrors, without the addresses that they name."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, _: object, error: BaseException | None, traceback: object) -> None:
        if isinstance(error, httpcore2.ConnectTimeout):
            reason = f"no connection within {min(CONNECTING, _CURRENT.seconds):g} s"
            raise ServiceError(reason, is_temporary=True) from None
        if isinstance(error, httpcore2.TimeoutException):
            reason = f"no whole answer within {_CURRENT.seconds:g} s"
            raise ServiceError(reason, is_temporary=True) from None
        if isinstance(
            error, (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.ProxyError, OSError, ValueError)
        ):
            raise ServiceError(f"the connection failed ({_kind(error)})") from None


def _kind(error: BaseException) -> str:
    """Return the name of an error; that of the system's own where it holds one: refused, or no such host."""
    inner = next((each for each in error.args if isinstance(each, OSError)), error)
    return type(inner).__name__


def _remaining(timeout: float | None) -> float:
    """Return the seconds that a step may take; a ReadTimeout where there are none."""
    remaining = float(_CURRENT.deadline) - time.monotonic()
    if remaining <= 0:
        raise httpcore2.ReadTimeout
    return min(timeout or remaining, remaining)


def _proxy(url: httpx2.URL) -> str:
    """Return the address of the proxy that the environment names for an address, or an empty text.

    Raises:
        ServiceError: it is none of HTTP.
    """
    if proxy_bypass(url.host):
        return ""
    proxies = getproxies()
    proxy = proxies.get(url.scheme, proxies.get("all", ""))
    if proxy and "://" not in proxy:  # as curl reads it
        proxy = f"http://{proxy}"
    if proxy and not re.match(r"https?://[^/]", proxy):  # the text may hold a password: it is not repeated
        raise ServiceError("the proxy that the environment names is not one of HTTP", is_final=True)
    return proxy
