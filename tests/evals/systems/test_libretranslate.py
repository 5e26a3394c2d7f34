"""Translation servers over HTTP: LibreTranslate by a stub, Apertium's APy for real where it is installed."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tertium.errors import UsageError
from tertium.evals.systems.base import Item, Task
from tertium.evals.systems.libretranslate import LibreTranslate
from tertium.services.answer import Answer, Failure
from tests import stub_server as stub

pytest.importorskip("httpx2", reason="needs the extra http")

if TYPE_CHECKING:
    from collections.abc import Iterator

KEY = "a-secret-of-this-test"
MODES = Path("/usr/share/apertium/modes")
LOOPBACK = """
from tornado.httpserver import HTTPServer
bind = HTTPServer.bind
HTTPServer.bind = lambda self, port, *rest, **named: bind(self, port, "127.0.0.1")  # else all interfaces
from apertium_apy.apy import main
main()
"""


def reply(text: str) -> bytes:
    return json.dumps({"translatedText": text}).encode()


def test_a_text_is_asked_with_languages_and_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THEIR_KEY", KEY)
    with stub.serving(lambda *_: stub.sends(reply("A dog."))) as server:
        system = LibreTranslate(server.url, "THEIR_KEY")
        (outcome, _) = system.translate([Item("Ein Hund."), Item("Ein Hund.")], Task(("de", "en")))
    assert isinstance(outcome, Answer)
    assert outcome.text == "A dog."
    assert [asked.body for asked in server.asked] == [
        {"q": "Ein Hund.", "format": "text", "source": "de", "target": "en", "api_key": KEY}
    ]
    assert KEY not in system.signature


def test_its_own_codes_of_languages_replace_the_sets() -> None:
    with stub.serving(lambda *_: stub.sends(reply(""))) as server:
        list(LibreTranslate(server.url, target="pb").translate([Item("x")], Task(("de", "pt-BR"))))
    assert server.asked[0].body["target"] == "pb"
    with pytest.raises(UsageError, match="doesn't name its languages"):
        list(LibreTranslate(server.url).translate([Item("x")], Task()))


@pytest.mark.parametrize(
    ("play", "reason"),
    [
        (stub.sends(b"{"), "no text in 'translatedText'"),
        (stub.sends(b'{"translatedText": ["x"]}'), "no text in 'translatedText'"),
        (
            stub.sends(json.dumps({"error": f"de isn't supported, {KEY}"}).encode(), 400),
            "status 400: de isn't supported",
        ),
        (stub.sends(b"", 302, Location="http://127.0.0.1:1/"), "a redirect, which is not followed"),
    ],
)
def test_what_is_no_translation_is_a_reason(play: stub.Play, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THEIR_KEY", KEY)
    with stub.serving(lambda *_: play) as server:
        (outcome,) = LibreTranslate(server.url, "THEIR_KEY", tries=1).translate([Item("x")], Task(("de", "en")))
    assert isinstance(outcome, Failure)
    assert reason in outcome.reason
    assert KEY not in outcome.reason


@contextmanager
def apy() -> Iterator[str]:
    """Give the address of Apertium's server, on a free port of loopback."""
    if not (shutil.which("apertium-apy") and (MODES / "eng-spa.mode").exists()):
        pytest.skip("needs Debian's apertium-apy and apertium-eng-spa")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = ["/usr/bin/python3", "-c", LOOPBACK, "-p", str(port), str(MODES)]
    process = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        cwd="/tmp",  # noqa: S108
    )
    try:
        until = time.monotonic() + 300
        while time.monotonic() < until and process.poll() is None:
            with socket.socket() as asked:
                if asked.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def test_apertium_translates_over_http() -> None:
    with apy() as address:
        system = LibreTranslate(address, api="apertium", source="eng", target="spa", tries=2)
        outcomes = list(system.translate([Item("The house is big."), Item("I have a dog.")], Task(("en", "es"))))
        wrong = LibreTranslate(address, api="apertium", source="eng", target="xyz", tries=1)
        (refused,) = wrong.translate([Item("The house is big.")], Task(("en", "es")))
    texts = [outcome.text.strip() for outcome in outcomes if isinstance(outcome, Answer)]
    assert texts == ["La casa es grande.", "Tengo un perro."]
    assert isinstance(refused, Failure)
    assert refused.reason.startswith("status 400")
