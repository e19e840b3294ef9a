"""Societies and regimes as files: found, read, checked, every fault located."""
