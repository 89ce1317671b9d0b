"""The sums of the guide: engine, records, formulas, and the calculators made from them."""
