"""Bank holidays by nation and school terms by authority: committed and dated; outside their years they refuse to answer."""
