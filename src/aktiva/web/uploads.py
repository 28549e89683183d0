"""How what is sent in a form is received."""

from __future__ import annotations

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, MemoryFileUploadHandler

LIMIT_OF_VIEW = "in_memory_up_to"
"""A view that has this takes files of so many bytes, and keeps them in memory only."""


class CutTooLarge(FileUploadHandler):
    """Stop writing a file once it is larger than the limit.

    The rest is read and thrown away, so that the page can answer with what was typed beside it.
    What was written is still larger than the limit, and is refused for that.
    """

    def receive_data_chunk(self, raw_data, start):
        limit = _in_memory_up_to(self.request) or settings.AKTIVA_FILE_LIMIT
        return None if start > limit else raw_data

    def file_complete(self, file_size):
        return None


class InMemory(MemoryFileUploadHandler):
    """Keep the files of some views in memory, so that they never lie unencrypted on a disk."""

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        self.activated = _in_memory_up_to(self.request) is not None


def _in_memory_up_to(request) -> int | None:
    match = getattr(request, "resolver_match", None)
    return getattr(match.func, LIMIT_OF_VIEW, None) if match else None
