"""Forms of people's records: each changes one row, which an action then writes."""
