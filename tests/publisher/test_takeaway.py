from publisher.reply import SCHEMA
from publisher.takeaway import field_label, later_data
from tests.tiny import site

GUIDE = site.guide()
CALCULATOR = GUIDE.calculators["rent_or_buy"]


def test_a_label_stands_once_unless_the_script_has_it_already():
    labels = later_data(GUIDE, CALCULATOR)["labels"]
    assert labels["city"] == CALCULATOR.choice_names["city"].label
    assert {*CALCULATOR.results, *CALCULATOR.choice_names} <= labels.keys()
    assert not {name for name, label in labels.items() if name in CALCULATOR.inputs and label == GUIDE.quantities[name].label}


def test_an_input_is_named_as_its_form_names_it():
    for name in CALCULATOR.fields:
        assert f">{field_label(GUIDE, CALCULATOR, name)}</label>" in site.page("calculators/rent-or-buy/index.html")


def test_the_page_knows_its_day_and_the_edition_of_the_reply():
    data = later_data(GUIDE, CALCULATOR)
    assert data["schema"] == SCHEMA


def test_a_note_belongs_to_an_option_or_to_a_pair_of_them():
    notes = later_data(GUIDE, CALCULATOR)["notes"]
    known = {option.id for choice in CALCULATOR.choices for option in choice.options}
    known |= {id_ for join in CALCULATOR.joins for id_ in join.bundles}
    assert notes.keys() <= known
