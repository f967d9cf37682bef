"""Places with their people, people with their posts, in words."""
