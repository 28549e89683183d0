"""The municipality's own Word template: opened, checked, filled in and dressed for a paper."""
