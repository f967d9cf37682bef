"""What people do with register files, with groups of settings and notes on them, and with what leaves the portal."""
