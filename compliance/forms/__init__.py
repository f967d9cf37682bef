"""What is asked on the pages about register files and about areas."""
