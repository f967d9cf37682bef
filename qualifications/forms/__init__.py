"""Forms of the qualifications app."""
