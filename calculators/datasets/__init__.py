"""Data that readers take away: every price with its whole history, and the sources."""
