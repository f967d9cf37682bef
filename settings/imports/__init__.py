"""Takes the files of public registers: reads them, compares them with the places there are, writes what differs.

``compliance.imports`` calls this; nothing here opens a transaction or a lock of its own.
"""

from settings.imports.apply import apply_places
from settings.imports.files import RegisterFile, Unreadable, open_file
from settings.imports.links import apply_links, read_links
from settings.imports.places import PlacesFile, read_places
from settings.imports.report import Report, Taking, keep

__all__ = [
    "PlacesFile",
    "RegisterFile",
    "Report",
    "Taking",
    "Unreadable",
    "apply_links",
    "apply_places",
    "keep",
    "open_file",
    "read_links",
    "read_places",
]
