"""The demo: a council that shows what the product is for, living on the day of its first start."""
