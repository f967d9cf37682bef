"""What an action says when it will not do as asked."""


class Refused(ValueError):
    """Nothing was changed; the message says why, to the person who asked.

    ``field``: the name of what is to be put right, where it is one thing.
    """

    def __init__(self, why: str, field: str | None = None) -> None:
        super().__init__(why)
        self.field = field
