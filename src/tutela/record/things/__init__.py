"""Places, phones, vehicles, devices and accounts."""
