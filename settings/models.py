"""Local authorities, places, memberships."""
