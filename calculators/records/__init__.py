"""Floor 1: content YAML read strictly into frozen records."""
