"""A cleaner that does what a document tells it to: what real cleaners do only by accident."""

from __future__ import annotations

import hashlib
import os
import re
import signal
import time

from cleaners import rules_version
from cleaners.model import Article, Label, LedgerEntry, Rejected

FIELDS = dict.fromkeys(Article.__dataclass_fields__)


def clean(data: bytes, source: str) -> Article | Rejected:
    order = data.split(b"\n", 1)[0].decode("utf-8", "replace")
    if order == "sleep":
        time.sleep(600)
    elif order == "regex":
        re.match(r"(a+)+$", "a" * 60 + "b")
    elif order == "deaf":
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})  # as deaf to it as code inside a C library
        time.sleep(600)
    elif order == "segfault":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif order == "exit":
        os._exit(7)
    elif order == "memory":
        bytearray(2**40)
    elif order == "memory bit by bit":
        hoard = []
        while True:
            hoard.append(bytearray(2**24))
    elif order == "raise":
        raise ValueError("as told")
    elif order == "slow":
        time.sleep(0.1)
    text = data.decode("utf-8", "replace")
    ledger = (LedgerEntry(0, len(text), Label.BODY, "test/all", 1.0),) if text else ()
    values = FIELDS | {
        "document_id": hashlib.sha256(data).hexdigest()[:32],
        "source": source,
        "headline_evidence": None,
        "subheadlines": (),
        "body": text,
        "authors": (),
        "images": (),
        "language": "en",
        "encoding": "utf-8",
        "profiles": (),
        "rules_version": rules_version(()),
        "date_candidates": (),
        "outlet_candidates": (),
        "languages": (),
        "ledger": ledger,
        "visible_text": text,
    }
    return Article(**values)
