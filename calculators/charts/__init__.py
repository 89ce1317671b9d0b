"""The guide's charts. Each is a title that states what its data show, a drawing for two widths, and a table of its marks."""
