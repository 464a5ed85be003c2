"""The folder of files: each under its own digest, written whole or not at all, and never trusted when it is read."""

from __future__ import annotations

import hashlib
import os
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Final

from django.conf import settings

LIMIT_MB: Final = 20
TYPES: Final = {
    "pdf": "application/pdf", "jpeg": "image/jpeg", "png": "image/png",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "txt": "text/plain; charset=utf-8",
}


class Macros(ValueError):
    """A document that carries a program."""


class Damaged(RuntimeError):
    """What is on disk is not what was stored."""


class Gone(RuntimeError):
    """It is not on disk."""


def root() -> Path:
    """Where files are kept: ``FILES_ROOT`` of the settings, else ``files`` beside the deployment's other data."""
    return Path(getattr(settings, "FILES_ROOT", None) or Path("var") / "files")


def sniff(content: bytes) -> str | None:
    """What the content is by its own first bytes, whatever it is called; nothing where it is none of the few that we take.

    :raises Macros: for a word document that carries a program
    """
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content.startswith(b"PK\x03\x04"):
        return _docx(content)
    return "txt" if _is_text(content) else None


def digest_of(content: bytes) -> str:
    """The address of some content."""
    return hashlib.sha256(content).hexdigest()


def put(content: bytes) -> str:
    """Keep content under its digest. The same again is there already.

    :returns: the digest
    """
    digest = digest_of(content)
    path = _path(digest)
    if path.exists() and digest_of(path.read_bytes()) == digest:
        return digest
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return digest


def get(digest: str) -> bytes:
    """The content of a digest.

    :raises Gone: if it is not there
    :raises Damaged: if it is no longer what was stored
    """
    try:
        content = _path(digest).read_bytes()
    except FileNotFoundError:
        raise Gone(digest) from None
    if digest_of(content) != digest:
        raise Damaged(digest)
    return content


def remove(digest: str) -> None:
    """Take content off the disk: what was refused is not kept."""
    _path(digest).unlink(missing_ok=True)


def _path(digest: str) -> Path:
    return root() / digest[:2] / digest[2:4] / digest


def _docx(content: bytes) -> str | None:
    try:
        names = set(zipfile.ZipFile(BytesIO(content)).namelist())
    except (zipfile.BadZipFile, ValueError):
        return None
    if "word/document.xml" not in names or "[Content_Types].xml" not in names:
        return None
    if any(name.endswith(("vbaProject.bin", ".ole", ".exe")) for name in names):
        raise Macros("a program")
    return "docx"


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not any(ord(char) < 32 and char not in "\t\n\r\f" for char in text)
