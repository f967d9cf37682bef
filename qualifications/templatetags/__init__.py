"""What pages about the rules need."""
