"""What people do with rule books: each is one transaction, with one entry in the book's history."""

from qualifications.actions.drafts import Beginning, copy_to_draft, delete_draft, open_draft
from qualifications.actions.entries import BookIsPublished, hold
from qualifications.actions.parts import Part, remove_part, reorder, save_part
from qualifications.actions.publishing import BookIsBroken, findings, publish

__all__ = [
    "Beginning",
    "BookIsBroken",
    "BookIsPublished",
    "Part",
    "copy_to_draft",
    "delete_draft",
    "findings",
    "hold",
    "open_draft",
    "publish",
    "remove_part",
    "reorder",
    "save_part",
]
