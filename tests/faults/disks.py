"""Real file systems to fill and to break: mounting takes root, so tests skip where there is no leave to do so."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

_PAGE = os.sysconf("SC_PAGE_SIZE")


def _mounted(*arguments: str) -> None:
    done = subprocess.run(["mount", *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"no file system can be mounted here: {done.stderr.strip()}")


@contextmanager
def _unmounted(place: Path) -> Iterator[None]:
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


@dataclass
class SmallDisk:
    """A disk in memory with so much room and no more."""

    place: Path

    def resize(self, size: int) -> None:
        """Another room, with what is on it."""
        size = -(-size // _PAGE) * _PAGE
        subprocess.run(["mount", "-o", f"remount,rw,size={size}", str(self.place)], check=True)

    def freeze(self) -> None:
        """Read-only from now on."""
        subprocess.run(["mount", "-o", "remount,ro", str(self.place)], check=True)

    def used(self) -> int:
        """Bytes taken."""
        status = os.statvfs(self.place)
        return (status.f_blocks - status.f_bfree) * status.f_frsize


@contextmanager
def small_disk(place: Path, size: int) -> Iterator[SmallDisk]:
    """A disk of that many bytes at a place."""
    place.mkdir(parents=True)
    _mounted("-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place))
    with _unmounted(place):
        yield SmallDisk(place)


@dataclass
class FailingDisk:
    """A disk whose file system the kernel makes read-only when it meets an error, as is the default of many.

    What was not flushed by then is lost for good, as in a power cut.
    """

    image: Path
    place: Path

    def fail(self) -> None:
        """The kernel finds an error, and takes the disk away from writers in the midst of their work."""
        device = subprocess.run(
            ["findmnt", "-no", "SOURCE", str(self.place)], check=True, capture_output=True, text=True
        ).stdout.strip()
        Path("/sys/fs/ext4", Path(device).name, "trigger_fs_error").write_text("1")

    def repair(self) -> None:
        """What an administrator does: unmount, check, mount again."""
        subprocess.run(["umount", str(self.place)], check=True)
        checked = subprocess.run(["e2fsck", "-fy", str(self.image)], capture_output=True, text=True, check=False)
        assert checked.returncode in {0, 1}, checked.stdout
        subprocess.run(["mount", "-o", "loop,errors=remount-ro", str(self.image), str(self.place)], check=True)


@contextmanager
def failing_disk(place: Path) -> Iterator[FailingDisk]:
    """A disk of its own at a place, in a file beside it."""
    place.mkdir(parents=True)
    image = place.with_name(f"{place.name}.image")
    with image.open("wb") as file:
        file.truncate(300_000_000)
    make = shutil.which("mkfs.ext4", path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
    if make is None:
        pytest.skip("there is no mkfs.ext4 here")
    subprocess.run([make, "-q", "-F", str(image)], check=True)
    _mounted("-o", "loop,errors=remount-ro", str(image), str(place))
    with _unmounted(place):
        if not Path("/sys/fs/ext4").is_dir():
            pytest.skip("this kernel has no way to make a file system fail")
        yield FailingDisk(image, place)
    image.unlink()
