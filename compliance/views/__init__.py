"""What answers requests: register files taken, and areas with their lists."""
