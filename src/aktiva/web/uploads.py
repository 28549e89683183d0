"""How what is sent in a form is received."""

from __future__ import annotations

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler


class CutTooLarge(FileUploadHandler):
    """Stop writing a file once it is larger than the limit.

    The rest is read and thrown away, so that the page can answer with what was typed beside it.
    What was written is still larger than the limit, and is refused for that.
    """

    def receive_data_chunk(self, raw_data, start):
        return None if start > settings.AKTIVA_FILE_LIMIT else raw_data

    def file_complete(self, file_size):
        return None
