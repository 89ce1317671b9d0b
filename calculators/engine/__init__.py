"""Floor 0: units, traced formulas, choices, strict reading, numbers and sentences. It knows no subject."""
