"""What every resource of the API has in common: who asks, which parameters count, how lists are cut, how refusals look.

The resources themselves are in `articles.api` and `claims.api`; their addresses in `claimtrack.api_urls`.
"""
