"""Connections end with the request's deadline, and bodies at their largest size."""

from __future__ import annotations

import time

import pytest

from tertium.services.answer import ServiceError
from tests import stub_server as stub

pytest.importorskip("httpx2", reason="needs the extra http")

import httpcore2

from tertium.services.http import client
from tertium.services.transport import CONNECTING


def test_connections_are_used_again() -> None:
    ports = set()

    def play(handler: stub.Handler) -> None:
        ports.add(handler.client_address[1])
        handler.send(200, b"{}")

    with stub.serving(lambda *_: play) as server, client(60) as connected:
        for _ in range(3):
            assert connected.post(server.url, json={}).content == b"{}"
    assert len(ports) == 1


def test_a_second_request_on_a_connection_has_its_own_deadline() -> None:
    with (
        stub.serving(lambda _, number: stub.drips() if number else stub.sends(b"{}")) as server,
        client(4) as connected,
    ):
        connected.post(server.url, json={})
        time.sleep(1)
        started = time.monotonic()
        with pytest.raises(ServiceError, match=r"no whole answer within 4 s") as error:
            connected.post(server.url, json={})
        assert 3.9 < time.monotonic() - started < 40, "it would drip for 50 s"
        assert error.value.is_temporary


def test_a_body_may_have_its_largest_size_and_no_byte_more() -> None:
    with stub.serving(lambda _, number: stub.sends(b"x" * (1000 + number))) as server, client(60, 1000) as connected:
        assert len(connected.post(server.url, json={}).content) == 1000
        with pytest.raises(ServiceError, match="more than 1000 bytes"):
            connected.post(server.url, json={})


def test_a_server_that_sends_no_http_is_a_reason() -> None:
    def play(handler: stub.Handler) -> None:
        handler.wfile.write(b"SSH-2.0-OpenSSH\r\n\r\n")
        handler.close_connection = True

    with stub.serving(lambda *_: play) as server, client(60) as connected, pytest.raises(ServiceError, match="failed"):
        connected.post(server.url, json={})


@pytest.mark.parametrize(("seconds", "least"), [(300, CONNECTING), (4, 4)])
def test_an_address_where_nobody_answers_is_given_up_long_before_an_answers_deadline(
    seconds: float, least: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits: list[float] = []

    def nobody(*given: float, **_: object) -> None:
        limits.append(given[3])  # behind self, host and port
        raise httpcore2.ConnectTimeout

    monkeypatch.setattr(httpcore2.SyncBackend, "connect_tcp", nobody)
    with client(seconds) as connected, pytest.raises(ServiceError) as error:
        connected.post("http://127.0.0.1:9/v1", json={})
    assert str(error.value) == f"no connection within {least:g} s"
    assert error.value.is_temporary, "a time-out, which may pass"
    assert 0 < limits[0] <= least
