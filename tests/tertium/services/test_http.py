"""Addresses, keys and Retry-After as they come."""

from __future__ import annotations

import time

import pytest

from tertium.errors import UsageError
from tertium.services import http
from tertium.services.answer import ServiceError
from tests import stub_server as stub


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("7", 7),
        (" 0 ", 0),
        ("1.5", 1.5),
        ("Thu, 01 Jan 1970 00:01:40 GMT", 40),
        ("Thu, 01 Jan 1970 00:00:10 GMT", 0),
        ("", None),
        ("soon", None),
        ("-3", None),
        ("nan", None),
        ("inf", None),
        ("1e9", None),
        ("99999999999999999999", None),
        ("Thu, 99 Jan 1970 00:00:10 GMT", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(value: str, seconds: float | None) -> None:
    assert http.seconds_to_wait(value, now=60) == seconds


def test_a_date_without_a_zone_is_of_greenwich(monkeypatch: pytest.MonkeyPatch) -> None:
    for zone in ("America/New_York", "UTC"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        for date in ("Thu Jan  1 00:01:40 1970", "Thursday, 01-Jan-70 00:01:40 GMT"):
            assert http.seconds_to_wait(date, now=60) == 40
    monkeypatch.undo()
    time.tzset()


def test_an_address_has_no_password_and_no_query() -> None:
    assert http.address("https://api.example.org/v1/") == "https://api.example.org/v1"
    for bad in ("https://me:secret@example.org/", "https://example.org/?key=secret", "https://example.org/#secret"):
        with pytest.raises(UsageError) as error:
            http.address(bad)
        assert "secret" not in str(error.value)
    for bad in ("file:///etc/passwd", "ftp://example.org", "example.org", "http://", ""):
        with pytest.raises(UsageError, match="not one of HTTP"):
            http.address(bad)
    for bad in ("http://a:b/", "http://a:99999", "http://[::1", "http://a :1", "http://a/\nb"):
        with pytest.raises(UsageError, match="not one of HTTP"):
            http.address(bad)


def test_a_key_comes_from_a_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_KEY", " secret\n")
    assert http.key_of("A_KEY") == "secret"
    assert http.key_of("") == ""


def test_a_refusal_quotes_a_line_of_what_the_service_says() -> None:
    error = http.refusal(429, {"retry-after": "3"}, "slow\ndown, secret " + "x" * 999, ("secret",))
    assert error.is_temporary
    assert error.wait == 3
    assert error.reason.startswith("status 429: slow down, ")
    assert "secret" not in error.reason
    assert len(error.reason) < 230
    assert not http.refusal(400, {}, "", ()).is_temporary
    assert http.refusal(401, {}, "", ()).is_final


def test_terms_are_in_range() -> None:
    for seconds in (0, -1, float("nan"), float("inf")):
        with pytest.raises(UsageError, match="out of range"):
            http.Terms(seconds)


def test_a_client_follows_no_redirect_and_reads_no_netrc(
    monkeypatch: pytest.MonkeyPatch, tmp_path: pytest.TempPathFactory
) -> None:
    pytest.importorskip("httpx2", reason="needs the extra http")
    file = tmp_path / "netrc"  # type: ignore[operator]
    file.write_text("machine 127.0.0.1 login me password secret\n")
    file.chmod(0o600)
    monkeypatch.setenv("NETRC", str(file))
    with (
        stub.serving(lambda *_: stub.says("")) as second,
        stub.serving(lambda *_: stub.sends(b"", 302, Location=second.url)) as first,
        http.client(60) as client,
    ):
        assert client.post(first.url, json={}).status_code == 302
    assert "authorization" not in first.asked[0].headers
    assert second.asked == []


def test_a_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("httpx2", reason="needs the extra http")
    with stub.serving(lambda *_: stub.sends(b"{}")) as proxy, http.client(60) as client:
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{proxy.port}")
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        assert client.post("http://nowhere.invalid/x", json={}).status_code == 200
        assert proxy.asked[0].path == "http://nowhere.invalid/x"
        with pytest.raises(ServiceError, match=r"the connection failed \(ConnectionRefusedError\)"):
            client.post("http://127.0.0.1:1/x", json={})
    assert len(proxy.asked) == 1


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1", "me:a-password", "http://", "http://a:b", "//"])
def test_a_proxy_that_can_not_be_used_is_a_reason_without_its_password(
    monkeypatch: pytest.MonkeyPatch, proxy: str
) -> None:
    pytest.importorskip("httpx2", reason="needs the extra http")
    for name in ("HTTP_PROXY", "http_proxy", "NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("http_proxy", proxy)
    with http.client(60) as client, pytest.raises(ServiceError) as error:
        client.post("http://192.0.2.1/", json={})
    assert "password" not in error.value.reason


def test_a_proxy_may_be_written_without_its_scheme(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("httpx2", reason="needs the extra http")
    with stub.serving(lambda *_: stub.sends(b"{}")) as proxy, http.client(60) as client:
        for name in ("HTTP_PROXY", "http_proxy"):
            monkeypatch.setenv(name, f"127.0.0.1:{proxy.port}")
        for name in ("NO_PROXY", "no_proxy"):
            monkeypatch.delenv(name, raising=False)
        assert client.post("http://192.0.2.1/", json={}).content == b"{}"
