import pytest

from calculators.engine.nearest import nearest


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ("rent.ofer", ["call.offer", "rent.offer"], "did you mean rent.offer?"),
        ("zzz", ["one", "two"], "there is one, two"),
        ("zzz", [f"n{i}" for i in range(13)], "there is n0, n1, n2, n3, n4, n5, n6, n7, n8, n9, n10, n11 …"),
        ("zzz", [], "there is none"),
    ],
)
def test_a_wrong_name_is_answered_with_the_nearest_or_with_what_there_is(wrong, right, said):
    assert nearest(wrong, iter(right)) == said
