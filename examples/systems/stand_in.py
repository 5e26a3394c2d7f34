"""Plays a language model behind OpenAI's API on loopback, with Python alone, and prints each text that it is asked.

usage: stand_in.py [PORT]; 8765 unless said, 0 for any free one. Ctrl-C ends it.
"""

import json
import sys
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ANSWERS = {
    "Der Zug nach Berlin fährt heute von Gleis 5.": "Today the train to Berlin leaves from platform 5.",
    "Bitte steigen Sie schnell ein.": "Please board quickly.",
    "Die Türen schließen in 2 Minuten.": "The doors close in 2 minutes.",
    "Das Museum ist am Montag geschlossen.": "The museum is closed on Monday.",
    "Der Eintritt kostet 8 Euro.": "Admission is 8 euros.",
    "Kinder zahlen die Hälfte.": "Children pay half.",
    "Das Schwimmbad öffnet um 9 Uhr.": "The swimming pool opens at 9 o'clock.",
}


class Handler(BaseHTTPRequestHandler):
    """Answers each request for a chat completion."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """Answer with the translation of the first known text in the last message, or say that there is none."""
        chat = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        question = chat["messages"][-1]["content"]
        text = next((answer for source, answer in ANSWERS.items() if source in question), "I don't know that one.")
        print(question.rpartition("\n")[2], flush=True)
        words = [sum(len(message["content"].split()) for message in chat["messages"]), len(text.split())]
        answer = {
            "id": "1",
            "object": "chat.completion",
            "created": 0,
            "model": "stand-in",
            "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}}],
            "usage": {"prompt_tokens": words[0], "completion_tokens": words[1], "total_tokens": sum(words)},
        }
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Log nothing else."""


server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 8765), Handler)
print(f"http://127.0.0.1:{server.server_address[1]}/v1", flush=True)
with suppress(KeyboardInterrupt):
    server.serve_forever()
