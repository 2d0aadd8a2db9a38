"""No published figure, and no sum or difference of them, tells of one or two people."""

from collections.abc import Iterable, Sequence
from itertools import chain, combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from forum.archive.thread import Origin
from forum.participation.counting import Share
from forum.participation.figures import KEYS, By, Figure, Kind, published
from forum.people.person import Sector

BOARDS = ("general", "hall", "street")
MONTHS = (202604, 202605, 202606, 202607)
CHANNELS = (Origin.WEB, Origin.MAIL, Origin.PHONE)
SECTORS = (Sector.CITIZEN, Sector.COMPANY)
PRIME = (1 << 61) - 1

share = st.builds(
    Share,
    board=st.sampled_from(BOARDS),
    month=st.sampled_from(MONTHS),
    channel=st.sampled_from(CHANNELS),
    sector=st.sampled_from(SECTORS),
    person=st.integers(0, 11),
    posts=st.integers(1, 4),
    is_new=st.just(False),
)
shares = st.lists(share, max_size=60).flatmap(
    lambda some: st.frozensets(st.integers(0, 11)).map(lambda new: _with_new(some, new))
)


def _with_new(some: list[Share], new: frozenset[int]) -> list[Share]:
    """Of each new person, the first share is where they were new."""
    known: set[int] = set()
    told = []
    for one in sorted(some, key=lambda one: one.month):
        is_new = one.person in new and one.person not in known
        known.add(one.person)
        told.append(
            Share(one.board, one.month, one.channel, one.sector, one.person, one.posts, is_new)
        )
    return told


def _subsets(words: Sequence[str]) -> Iterable[tuple[str, ...]]:
    return chain.from_iterable(combinations(words, size) for size in range(1, len(words) + 1))


Atom = tuple[str, str, str, str]
DIMENSIONS = {
    By.MONTH: [f"{month // 100}-{month % 100:02}" for month in MONTHS],
    By.CHANNEL: [str(word) for word in CHANNELS],
    By.SECTOR: [str(word) for word in SECTORS],
}
ATOMS: list[Atom] = list(product(BOARDS, *DIMENSIONS.values()))
PLACE = {by: place for place, by in enumerate(DIMENSIONS, start=1)}


def _covers(figure: Figure, atom: Atom) -> bool:
    in_boards = not figure.boards or atom[0] in figure.boards
    return in_boards and (figure.by is By.TOTAL or atom[PLACE[figure.by]] in figure.group)


class Computable:
    """What a reader can compute: the row space of the published sums, over a large prime."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        # Whoever reads the tables knows as well where nothing was written.
        self.atoms = [atom for atom in ATOMS if not _is_known_empty(figures, atom)]
        self.rows: dict[int, list[int]] = {}
        for figure in figures:
            row = self._reduced([int(_covers(figure, atom)) for atom in self.atoms])
            if any(row):
                lead = next(place for place, value in enumerate(row) if value)
                inverse = pow(row[lead], PRIME - 2, PRIME)
                self.rows[lead] = [value * inverse % PRIME for value in row]

    def __contains__(self, wanted: frozenset[Atom]) -> bool:
        return not any(self._reduced([int(atom in wanted) for atom in self.atoms]))

    def _reduced(self, row: list[int]) -> list[int]:
        for lead, basis in sorted(self.rows.items()):
            if factor := row[lead]:
                row = [(x - factor * y) % PRIME for x, y in zip(row, basis, strict=True)]
        return row


def _is_known_empty(figures: Sequence[Figure], atom: Atom) -> bool:
    for by in DIMENSIONS:
        for boards in {figure.boards for figure in figures if figure.by is by}:
            told = [one for one in figures if one.by is by and one.boards == boards]
            if (not boards or atom[0] in boards) and not any(_covers(one, atom) for one in told):
                return True
    return False


@settings(max_examples=150, deadline=None)
@given(shares)
def test_no_sum_of_published_posts_tells_of_one_or_two_people(some: list[Share]) -> None:
    told = [one for one in published(2026, some) if one.kind is Kind.POSTS]
    can_compute = Computable(told)

    for boards in _subsets(BOARDS):
        here = [one for one in some if one.board in boards]
        for by, words in DIMENSIONS.items():
            for group in _subsets(words):
                behind = {one.person for one in here if KEYS[by](one) in group}
                atoms = frozenset(
                    atom
                    for atom in can_compute.atoms
                    if atom[0] in boards and atom[PLACE[by]] in group
                )
                if 0 < len(behind) < 3:
                    assert atoms not in can_compute, (boards, by, group)


@settings(max_examples=300, deadline=None)
@given(shares)
def test_whoever_is_counted_stands_among_three(some: list[Share]) -> None:
    for figure in published(2026, some):
        here = [
            one
            for one in some
            if (not figure.boards or one.board in figure.boards)
            and (figure.by is By.TOTAL or KEYS[figure.by](one) in figure.group)
        ]
        people = {one.person for one in here}
        new = {one.person for one in here if one.is_new}
        assert len(people) >= 3 or figure.kind is Kind.NEW_PEOPLE
        match figure.kind:
            case Kind.POSTS:
                assert figure.count == sum(one.posts for one in here)
            case Kind.PEOPLE:
                assert figure.count == len(people)
            case Kind.NEW_PEOPLE:
                assert figure.count == len(new)
                assert len(new) not in (1, 2)
                assert len(people - new) not in (1, 2)


@settings(max_examples=300, deadline=None)
@given(shares)
def test_new_people_taken_from_people_leave_no_few(some: list[Share]) -> None:
    told = published(2026, some)
    people = {
        (one.by, one.group): one.count for one in told if one.kind is Kind.PEOPLE and not one.boards
    }
    for by in By:
        new = {one.group: one.count for one in told if one.kind is Kind.NEW_PEOPLE and one.by is by}
        for groups in chain.from_iterable(combinations(new, n) for n in range(1, len(new) + 1)):
            keys = tuple(key for group in groups for key in group)
            for (other, group), count in people.items():
                if other is by and set(group) == set(keys):
                    assert count - sum(new[g] for g in groups) not in (1, 2)


def test_a_year_of_two_people_is_not_told() -> None:
    told = [Share("general", 202604, Origin.WEB, Sector.CITIZEN, n, 9, True) for n in (1, 2)]
    assert published(2026, told) == []


def test_ways_that_few_use_are_told_together() -> None:
    def wrote(channel: Origin, *people: int) -> list[Share]:
        return [Share("general", 202604, channel, Sector.CITIZEN, n, 1, True) for n in people]

    some = [*wrote(Origin.WEB, 1, 2, 3, 4), *wrote(Origin.PHONE, 5), *wrote(Origin.FAX, 6, 7)]
    told = {
        one.group: one.count
        for one in published(2026, some)
        if one.by is By.CHANNEL and one.kind is Kind.PEOPLE
    }
    assert told == {("web",): 4, ("phone", "fax"): 3}
