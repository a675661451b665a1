"""What may be uploaded as a document: the contents must be what the name says."""

import zipfile
from pathlib import PurePath

import filetype
from django.core.exceptions import ValidationError

MACROS = "vbaproject.bin"
OFFICE_PARTS = {"docx": "word/document.xml", "pptx": "ppt/presentation.xml", "xlsx": "xl/workbook.xml"}
ODT = b"application/vnd.oasis.opendocument.text"


def check_document(file) -> None:
    """Refuse a file whose contents are not of the type that its name ends in. The pointer is put back to the start.

    `file` is an uploaded file with a `name`. What is not named as one of the known types is refused too.
    Raises ValidationError with a text that says what to do.
    """
    extension = PurePath(file.name).suffix.lower().removeprefix(".")
    looks_right = _CHECKS.get(extension)
    if looks_right is None:
        raise ValidationError(
            f"Files of this kind cannot be uploaded. Use one of: {', '.join(sorted(_CHECKS)).upper()}."
        )
    file.seek(0)
    is_right = looks_right(file, extension)
    file.seek(0)
    if not is_right:
        raise ValidationError(
            f"This is not a {extension.upper()} file, whatever its name says, or it is damaged or holds macros. "
            "Open it in the program that made it, save it again and upload that."
        )


def _is_pdf(file, extension) -> bool:
    return file.read(5) == b"%PDF-"


def _is_rtf(file, extension) -> bool:
    return file.read(5) == b"{\\rtf"


def _is_text(file, extension) -> bool:
    """Words in UTF-8, or in the eight-bit letters that spreadsheets still write; nothing that begins another type."""
    contents = file.read()
    if b"\0" in contents or filetype.guess(contents[:8192]) is not None:
        return False
    return _decodes(contents, "utf-8-sig") or _decodes(contents, "cp1252")


def _decodes(contents, encoding) -> bool:
    try:
        contents.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _is_office(file, extension) -> bool:
    names = _names_in_zip(file)
    return OFFICE_PARTS[extension] in names and not any(name.lower().endswith(MACROS) for name in names)


def _is_odt(file, extension) -> bool:
    """The first file inside is called mimetype, is not packed and names the type."""
    start = file.read(120)
    names = _names_in_zip(file)
    is_text = start.startswith(b"PK\x03\x04") and b"mimetype" + ODT in start and "content.xml" in names
    return is_text and not any(name.startswith(("Basic/", "Scripts/")) for name in names)


def _names_in_zip(file) -> list[str]:
    """The list of contents alone is read; nothing is unpacked."""
    try:
        with zipfile.ZipFile(file) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return []


_CHECKS = {
    "csv": _is_text,
    "docx": _is_office,
    "odt": _is_odt,
    "pdf": _is_pdf,
    "pptx": _is_office,
    "rtf": _is_rtf,
    "txt": _is_text,
    "xlsx": _is_office,
}
