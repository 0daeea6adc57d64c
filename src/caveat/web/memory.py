"""Owns what is answered from memory: the answers that were asked for last, within bounds of number and bytes."""

from collections import OrderedDict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from caveat.pipeline.views import Name
from caveat.web.answers import Answer


@dataclass(slots=True, kw_only=True)
class Memory:
    """Answers by name; the one that was asked for longest ago goes first."""

    most: int
    """Answers."""
    room: int
    """Bytes of them."""
    size: int = 0
    """Bytes that are taken."""
    _answers: OrderedDict[Name, Answer] = field(default_factory=OrderedDict)

    def __iter__(self) -> Iterator[Name]:
        return iter(self._answers)

    def __len__(self) -> int:
        return len(self._answers)

    def get(self, name: Name) -> Answer | None:
        """The answer of this name."""
        answer = self._answers.get(name)
        if answer is not None:
            self._answers.move_to_end(name)
        return answer

    def keep(self, name: Name, answer: Answer) -> None:
        """Keeps an answer in the place of any other of its name."""
        self.forget(name)
        self._answers[name] = answer
        self.size += answer.size
        while self.size > self.room or len(self._answers) > self.most:
            _, oldest = self._answers.popitem(last=False)
            self.size -= oldest.size

    def compare(self, versions: Mapping[Name, str], names: Collection[Name]) -> None:
        """Lets go of those of these names that have another version now, or are gone."""
        for name in names:
            if name in self._answers and self._answers[name].version != versions.get(name):
                self.forget(name)

    def forget(self, name: Name) -> None:
        """Lets go of an answer, if it is there."""
        answer = self._answers.pop(name, None)
        if answer is not None:
            self.size -= answer.size
