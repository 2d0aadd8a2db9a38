"""What people wrote, made readable: folded, masked, linked, rendered and cut into search words.

Pure functions over strings; nothing here knows a database, a door or a setting.
"""
