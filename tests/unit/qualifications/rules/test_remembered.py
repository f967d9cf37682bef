"""What is worked out once is kept, up to a limit."""

from qualifications.rules.remembered import Remembered


def test_an_answer_is_made_once_and_again_when_there_were_too_many() -> None:
    asked: list[int] = []

    def double(number: int) -> int:
        asked.append(number)
        return 2 * number

    doubles = Remembered(double, 2)
    assert [doubles[number] for number in (1, 2, 1, 2)] == [2, 4, 2, 4]
    assert asked == [1, 2]
    assert doubles[3] == 6
    assert doubles == {3: 6}
    assert (doubles[1], asked) == (2, [1, 2, 3, 1])
