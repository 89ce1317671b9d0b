"""Floor 2: the rules of the trade, one noun a file. Parameters carry their units by name; see content/quantities.yaml."""
