import datetime as dt
from dataclasses import replace

import pytest

from calculators.engine.dated import Dated, History
from calculators.price_moves import ENDED, GPU_PRICE, MOVED, NEW, PriceMove, known_on, moves
from tests import markets

JAN, FEB, MAR, APR = (dt.date(2026, month, 1) for month in (1, 2, 3, 4))
LIST, CHEAPER = {"input_price": 2.0, "output_price": 8.0}, {"input_price": 1.0, "output_price": 8.0, "cached_price": 0.1}


def entry(day, values, source=markets.SOURCE):
    return Dated(day, False, values, source, "high")


def offer(*entries, ends=None):
    return replace(markets.api_offer("maker/model", LIST), history=History(entries, ends))


def market(*offers, gpus=()):
    return markets.market(api=offers, gpus=gpus)


def between(before, since, after, day):
    return [(move.kind, move.day, move.prices) for move in moves(before, since, after, day)]


def test_a_price_that_moves_a_new_key_and_nothing_else():
    found = market(offer(entry(JAN, LIST), entry(MAR, CHEAPER)))
    assert between(found, FEB, found, MAR) == [
        (MOVED, MAR, (PriceMove("input_price", 2.0, 1.0), PriceMove("cached_price", None, 0.1)))
    ]
    assert between(found, JAN, found, FEB) == []


def test_a_price_that_is_confirmed_by_another_source_has_not_moved():
    other = replace(markets.SOURCE, id="other")
    found = market(offer(entry(JAN, LIST), entry(FEB, LIST, other)))
    assert between(found, JAN, found, FEB) == []


def test_an_offer_that_appears_and_one_that_ends_on_its_day():
    found = market(offer(entry(FEB, LIST), ends=APR))
    new = (PriceMove("input_price", None, 2.0), PriceMove("output_price", None, 8.0))
    gone = (PriceMove("input_price", 2.0, None), PriceMove("output_price", 8.0, None))
    assert between(found, JAN, found, FEB) == [(NEW, FEB, new)]
    assert between(found, MAR, found, APR) == [(ENDED, APR, gone)]
    assert between(found, JAN, found, APR) == []


def test_an_offer_that_is_taken_off_the_record_has_ended_on_the_later_day():
    before, after = market(offer(entry(JAN, LIST))), market()
    assert [each[:2] for each in between(before, FEB, after, MAR)] == [(ENDED, MAR)]
    assert [each[:2] for each in between(after, FEB, before, MAR)] == [(NEW, JAN)]


def test_a_unit_of_gpus_moves_by_the_price_of_a_gpu_hour():
    held = markets.gpu_offer("seller", "specialized", 16, gpus=8)
    dearer = replace(held, history=History((*held.history.entries, entry(FEB, {"unit_price": 20}))))
    found = market(gpus=[dearer])
    [(kind, day, prices)] = between(found, JAN, found, FEB)
    assert (kind, day, prices) == (MOVED, FEB, (PriceMove(GPU_PRICE, 2.0, 2.5),))
    assert prices[0].share == pytest.approx(0.25)


def test_a_share_needs_an_old_and_a_new_price():
    assert PriceMove("input_price", None, 1.0).share is None
    assert PriceMove("input_price", 1.0, None).share is None


def test_what_is_known_on_a_day_is_what_began_and_what_a_source_of_that_day_announced():
    late, early = replace(markets.SOURCE, dated=MAR), replace(markets.SOURCE, dated=JAN)
    found = market(offer(entry(JAN, LIST), entry(MAR, CHEAPER, early), entry(APR, LIST, late), ends=dt.date(2026, 5, 1)))
    known = known_on(found, FEB).api["maker/model"].history
    assert [each.since for each in known.entries] == [JAN, MAR]
    assert known.ends is None
    assert known_on(found, dt.date(2026, 5, 1)).api["maker/model"].history.ends == dt.date(2026, 5, 1)
