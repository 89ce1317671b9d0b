"""Calculations that no calculator has: they reproduce what others have published."""

from calculators.engine.calculation import Calculation
from calculators.formulas import buying, full_load, least_time, parameters

COUNTED = Calculation(parameters.FORMULAS)
OUTSIDE = Calculation((*least_time.FORMULAS, *buying.FORMULAS, full_load.full_load_price))
CHECKS = (COUNTED, OUTSIDE)
