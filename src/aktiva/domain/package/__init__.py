"""What is handed to DO: the contents by the Act's points, the names of the files and their sums."""

from aktiva.domain.package.contents import (
    FOLDERS,
    Duty,
    Entry,
    Folder,
    Missing,
    Point,
    folder_of,
    main_kind,
    points_of,
)
from aktiva.domain.package.manifest import (
    CHECKSUMS,
    CONTENTS,
    FORMAT,
    MANIFEST,
    as_json,
    checksums,
    manifest,
    sha256,
    table_of_contents,
)
from aktiva.domain.package.names import ascii_name, unique

__all__ = [
    "CHECKSUMS",
    "CONTENTS",
    "FOLDERS",
    "FORMAT",
    "MANIFEST",
    "Duty",
    "Entry",
    "Folder",
    "Missing",
    "Point",
    "as_json",
    "ascii_name",
    "checksums",
    "folder_of",
    "main_kind",
    "manifest",
    "points_of",
    "sha256",
    "table_of_contents",
    "unique",
]
