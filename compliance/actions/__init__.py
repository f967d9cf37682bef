"""What people do with register files, and with groups of settings."""
