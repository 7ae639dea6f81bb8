from __future__ import annotations

import os
from pathlib import Path

import pytest

from cleaners.errors import IntakeError
from flows.file_walk import Walk, extension_of, source_of, walk
from flows.settings import Settings

EXTENSIONS = Settings.model_fields["extensions"].default


def fill(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)


def names(found: Walk, root: Path) -> list[str]:
    return [path.relative_to(root).as_posix() for path in found]


def reasons(found: Walk) -> list[tuple[str, str]]:
    list(found)
    return [(Path(refusal.source).name, refusal.reason) for refusal in found.refused]


def test_the_order_is_that_of_the_names_and_folders_are_walked(tmp_path: Path) -> None:
    fill(tmp_path, "b.txt", "a/z.html", "a/b/c.htm", "10", "9.txt.gz", "A.TXT")
    assert names(walk([tmp_path], EXTENSIONS), tmp_path) == [
        "10",
        "9.txt.gz",
        "A.TXT",
        "a/b/c.htm",
        "a/z.html",
        "b.txt",
    ]


def test_what_is_left_out_is_counted(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", ".hidden", ".git/x.txt", "b.part", "c.txt.tmp", "d.json", "e.json.gz", "f.py", "g.MD")
    found = walk([tmp_path], EXTENSIONS)
    assert names(found, tmp_path) == ["a.txt"]
    assert found.left_out == {
        "name begins with a dot": 2,
        "unfinished download": 2,
        "extension .json": 2,
        "extension .py": 1,
        "extension .md": 1,
    }


def test_a_file_that_is_named_is_taken_whatever_it_is_called(tmp_path: Path) -> None:
    fill(tmp_path, ".x.json")
    assert list(walk([tmp_path / ".x.json"], EXTENSIONS)) == [tmp_path / ".x.json"]


def test_a_path_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(IntakeError, match="no such file or folder"):
        walk([tmp_path / "none"], EXTENSIONS)


def test_a_path_named_twice_is_taken_once(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt")
    assert len(list(walk([tmp_path, tmp_path / "a.txt"], EXTENSIONS))) == 1


def test_a_loop_of_folders_is_refused_and_the_walk_goes_on(tmp_path: Path) -> None:
    fill(tmp_path, "a/x.txt", "b.txt")
    (tmp_path / "a" / "up").symlink_to(tmp_path, target_is_directory=True)
    found = walk([tmp_path], EXTENSIONS)
    assert names(found, tmp_path) == ["a/x.txt", "b.txt"]
    assert reasons(found)[:1] == [("up", "directory_loop")]


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "me").symlink_to(tmp_path / "me")
    assert reasons(walk([tmp_path], EXTENSIONS)) == [("me", "directory_loop")]


def test_links_out_of_the_folder_and_to_nowhere_are_refused(tmp_path: Path) -> None:
    fill(tmp_path, "outside/secret.txt", "root/a.txt")
    root = tmp_path / "root"
    (root / "file.txt").symlink_to(tmp_path / "outside" / "secret.txt")
    (root / "folder").symlink_to(tmp_path / "outside", target_is_directory=True)
    (root / "gone.txt").symlink_to(root / "nothing")
    found = walk([root], EXTENSIONS)
    assert names(found, root) == ["a.txt"]
    assert dict(reasons(found)) == {"file.txt": "link_outside", "folder": "link_outside", "gone.txt": "broken_link"}


def test_a_link_inside_the_folder_is_followed_once(tmp_path: Path) -> None:
    fill(tmp_path, "a/x.txt")
    (tmp_path / "b").symlink_to(tmp_path / "a", target_is_directory=True)
    (tmp_path / "c.txt").symlink_to(tmp_path / "a" / "x.txt")
    found = walk([tmp_path], EXTENSIONS)
    assert names(found, tmp_path) == ["a/x.txt", "c.txt"]
    assert found.left_out == {"folder met a second time": 1}


def test_a_pipe_in_a_folder_is_found_and_left_to_the_intake(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert names(walk([tmp_path], EXTENSIONS), tmp_path) == ["pipe.txt"]


def test_a_folder_that_cannot_be_listed_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The tests may run as root, whom no permission stops: so the system call is made to fail.
    fill(tmp_path, "a/x.txt", "b.txt")
    real = os.scandir

    def scandir(path: Path) -> object:
        if Path(path).name == "a":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = walk([tmp_path], EXTENSIONS)
    assert names(found, tmp_path) == ["b.txt"]
    assert [r.reason for r in found.refused] == ["unreadable"]


def test_a_file_name_that_is_no_utf_8_keeps_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"\xb4\xba\xbd\xba.txt")
    path.write_text("x")
    (found,) = walk([tmp_path], EXTENSIONS)
    assert source_of(found).endswith(r"\xb4\xba\xbd\xba.txt")
    source_of(found).encode("utf-8")


@pytest.mark.parametrize(
    ("name", "extension"), [("a.txt", ".txt"), ("a.TXT.GZ", ".txt"), ("a", ""), ("a.gz", ""), ("a.b.html", ".html")]
)
def test_the_extension_looks_through_gz(name: str, extension: str) -> None:
    assert extension_of(name) == extension
