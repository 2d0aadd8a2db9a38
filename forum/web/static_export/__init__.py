"""The whole public record as plain files that can be read when the service has ended.

The application's own pages are asked for as a stranger asks for them, so nobody's rights are
exceeded and all that is masked stays so; links between them are made relative.
"""
