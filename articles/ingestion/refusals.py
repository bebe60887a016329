"""What cannot be taken in, said to whoever sent it."""


class Refused(ValueError):
    """Something sent in that is no article we can store.

    `reason` is a sentence that says what to do about it, `field` the field it is about ("" if it is the whole), and
    `where` the place it came from ("reports.jsonl, line 7"), where there is one.
    """

    def __init__(self, reason: str, *, field: str = "", where: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = field
        self.where = where

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}" if self.where else self.reason

    def at(self, where: str) -> "Refused":
        """The same refusal, of what came from `where`."""
        return Refused(self.reason, field=self.field, where=where)
