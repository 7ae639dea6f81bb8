"""Prefect's embedded server, as a process whose life hangs on that of the command that started it.

It listens on a free port of the loopback, says on standard output which, and leaves when its standard input ends: which
it does however the command ends, kill -9 included. Its one argument is `short` (what a single run needs) or `long` (with
the services that schedules need).
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
import time

PATIENCE = 5.0
"""Seconds that the server has to leave of its own accord."""


def main() -> None:
    """Serve until standard input ends."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.bind(("127.0.0.1", 0))
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    # Told before the imports, which take seconds: Prefect wants to know the address when it is imported.
    sys.stdout.write(f"{listener.getsockname()[1]}\n")
    sys.stdout.flush()

    import uvicorn
    from prefect.server.api.server import create_app

    app = create_app(ephemeral=sys.argv[1] == "short")
    uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="on")).run(sockets=[listener])


def _leave_with_parent() -> None:
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(PATIENCE)
    os._exit(0)


if __name__ == "__main__":
    main()
