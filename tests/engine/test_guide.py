from dataclasses import replace

import pytest

from calculators.engine.problems import ContentError
from tests.tiny import site


def test_a_guide_answers_and_says_so():
    answer = site.guide().answer("rent_or_buy", {"city": "porto", "years": "1"})
    assert site.guide().sentence(answer) == "Rent Two rooms in Ribeira: buying in Porto pays after 5.8 years, and you stay 1."


def test_a_missing_sentence_is_told_with_the_nearest():
    guide = site.guide()
    renamed = replace(guide, sentences={"rent_or_by": guide.sentences["rent_or_buy"]})
    with pytest.raises(ContentError, match=r"^no sentence rent_or_buy; did you mean rent_or_by\?$"):
        renamed.sentence(guide.answer("rent_or_buy", {}))
