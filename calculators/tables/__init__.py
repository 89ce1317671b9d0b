"""The guide's tables: records of the market put into rows, each with its unit and its source."""
