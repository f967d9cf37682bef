"""The words of the pages about register files and about areas."""
