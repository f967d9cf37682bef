"""Pages about places with their people, and about people with their posts."""
