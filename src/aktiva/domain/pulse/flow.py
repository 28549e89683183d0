"""A brake for all together: no address and no person is told apart."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Bucket:
    """Lets through so many at once, and then so many a second."""

    capacity: float
    per_second: float
    left: float
    at: float

    @classmethod
    def full(cls, *, capacity: float, per_second: float, at: float) -> Bucket:
        """Return a bucket that nobody has taken from."""
        return cls(capacity, per_second, capacity, at)

    def take(self, *, at: float) -> bool:
        """Return whether one more may pass at a time, in seconds that only rise."""
        passed = max(0.0, at - self.at)
        self.left = min(self.capacity, self.left + passed * self.per_second)
        self.at = at
        if self.left < 1:
            return False
        self.left -= 1
        return True
