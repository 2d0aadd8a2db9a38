"""Whether a received mail comes from whom it names: SPF, DKIM, ARC and DMARC, and the DNS behind them.

`canonical` and `tags` serve whoever signs as well.
"""
