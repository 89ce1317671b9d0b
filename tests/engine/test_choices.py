import pytest

from calculators.engine.calculation import Calculation
from calculators.engine.choices import AUTO, Choice, Join, Option, Resolver
from tests.engine.test_calculation import made

COST = Calculation((made("cost", lambda price, amount, extra: price * amount + extra), made("spare", lambda price: -price)))
DEFAULTS = {"price": 9.0, "amount": 10.0, "extra": 0.0}


def option(id_, price, model="", **more):
    return Option(id_, id_.title(), "", {"price": price}, {"model": model}, **more)


MODELS = Choice("model", "Model", (Option("big", "Big", "", {"amount": 10}), Option("small", "Small", "", {"amount": 2})), "big")
OFFERS = (
    option("dear", 5, "big"),
    option("cheap", 3, "big"),
    option("other", 1, "small"),
    option("unsure", 0.5, "big", eligible=False),
)
BEST = Choice("offer", "Offer", OFFERS, AUTO, ("cost",), {"model": ("model", "")}, none_fits="No offer fits")


def resolve(choices, asked=None, chosen=None, joins=()):
    return Resolver(COST, choices, joins, DEFAULTS).resolve(asked or {}, chosen or {})


def test_unasked_a_choice_takes_its_default_and_loads_its_bundle():
    found = resolve((Choice("offer", "Offer", OFFERS, "dear"),))
    assert (found.picked["offer"].id, found.values["price"], found.labels) == ("dear", 5, {"offer": "Dear"})


def test_a_chosen_option_loads_its_bundle():
    assert resolve((Choice("offer", "Offer", OFFERS, "dear"),), chosen={"offer": "unsure"}).values["price"] == 0.5


def test_what_is_asked_overrides_what_an_option_sets():
    found = resolve((Choice("offer", "Offer", OFFERS, "dear"),), asked={"price": 7})
    assert found.values["price"] == 7


def test_each_value_says_where_it_comes_from():
    found = resolve((Choice("offer", "Offer", OFFERS, "dear"),), asked={"extra": 1})
    assert found.origins == {"price": "offer=dear", "amount": "default", "extra": "you"}


def test_best_is_the_least_eligible_that_agrees_with_the_other_choice():
    assert resolve((MODELS, BEST)).picked["offer"].id == "cheap"
    assert resolve((MODELS, BEST), chosen={"model": "small"}).picked["offer"].id == "other"


def test_best_agrees_by_a_tag_of_the_other_choice_too():
    makers = Choice("model", "Model", (Option("big-2", "Big 2", "", {}, {"family": "big"}),), "big-2")
    same = Choice("offer", "Offer", OFFERS, AUTO, ("cost",), {"model": ("model", "family")})
    assert resolve((makers, same)).picked["offer"].id == "cheap"


def test_a_chosen_option_need_not_agree():
    assert resolve((MODELS, BEST), chosen={"offer": "other"}).picked["offer"].id == "other"


def test_best_counts_with_what_is_asked():
    offers = (Option("low", "Low", "", {"price": 1, "extra": 0}), Option("fee", "Fee", "", {"price": 0.1, "extra": 20}))
    best = Choice("offer", "Offer", offers, AUTO, ("cost",))
    assert resolve((best,)).picked["offer"].id == "low"
    assert resolve((best,), asked={"amount": 100}).picked["offer"].id == "fee"


def test_of_equals_the_first_is_best_unless_a_second_result_tells_them_apart():
    twins = (Option("one", "One", "", {"price": 2, "amount": 3}), Option("two", "Two", "", {"price": 3, "amount": 2}))
    assert resolve((Choice("offer", "Offer", twins, AUTO, ("cost",)),)).picked["offer"].id == "one"
    assert resolve((Choice("offer", "Offer", twins, AUTO, ("cost", "spare")),)).picked["offer"].id == "two"


def test_where_nothing_agrees_a_note_says_so():
    alone = Choice("offer", "Offer", OFFERS[2:3], AUTO, ("cost",), {"model": ("model", "")}, none_fits="No offer fits")
    found = resolve((MODELS, alone))
    assert (found.notes, list(found.picked)) == (("No offer fits",), ["model"])


JOIN = Join((("model", ""), ("offer", "model")), {"big@big": Option("big@big", "", "", {"extra": 4})}, "{0} does not run on {1}")
PLAIN = Choice("offer", "Offer", OFFERS, "dear")


def test_two_choices_load_a_bundle_together():
    found = resolve((MODELS, PLAIN), joins=(JOIN,))
    assert (found.values["extra"], found.origins["extra"], found.notes) == (4, "big@big", ())


def test_a_pair_without_a_bundle_is_noted():
    assert resolve((MODELS, PLAIN), chosen={"model": "small"}, joins=(JOIN,)).notes == ("Small does not run on Dear",)


def test_best_passes_over_a_pair_without_a_bundle():
    every = Choice("offer", "Offer", OFFERS, AUTO, ("cost",))
    assert resolve((MODELS, every)).picked["offer"].id == "other"
    assert resolve((MODELS, every), joins=(JOIN,)).picked["offer"].id == "cheap"


@pytest.mark.parametrize(("id_", "found"), [("cheap", OFFERS[1]), ("none", None)])
def test_an_option_is_found_by_its_id(id_, found):
    assert BEST.option(id_) is found


SPREAD = {"price": (1.0, 12.0)}


def spreads(choices, asked=None, chosen=None):
    return Resolver(COST, choices, (), DEFAULTS, SPREAD).resolve(asked or {}, chosen or {}).spreads


def test_what_an_option_sets_is_as_certain_as_the_option_says():
    unsure = Choice("offer", "Offer", (option("firm", 5), option("loose", 5, spreads={"price": (4.0, 8.0)})), "firm")
    assert spreads(()) == SPREAD
    assert spreads((unsure,)) == {}
    assert spreads((unsure,), chosen={"offer": "loose"}) == {"price": (4, 8)}


def test_what_a_reader_states_is_certain():
    assert spreads((), asked={"price": 3}) == {}


def test_an_option_brings_another_choice_along_unless_the_reader_chooses():
    story = Choice(
        "story",
        "Story",
        (Option("plain", "Plain", "", {}), Option("small", "Small", "", {}, implies={"model": "small"})),
        "plain",
    )
    assert resolve((story, MODELS)).picked["model"].id == "big"
    brought = resolve((story, MODELS), chosen={"story": "small"})
    assert (brought.picked["model"].id, brought.implied) == ("small", {"model": "small"})
    assert resolve((story, MODELS), chosen={"story": "small", "model": "big"}).picked["model"].id == "big"
