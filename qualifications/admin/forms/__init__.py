"""The forms of the parts of a draft."""
