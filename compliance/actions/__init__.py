"""What people do with register files and with groups of settings, and what is kept of lists that leave the portal."""
