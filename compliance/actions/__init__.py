"""What people do with register files, with groups of settings, and with what leaves the portal: lists and calendars."""
