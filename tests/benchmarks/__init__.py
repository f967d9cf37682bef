"""What the speed figures come from: `make bench`. Medians of several runs, beside something bare in the same run."""
