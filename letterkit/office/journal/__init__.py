"""The journal: what leaves the service and who looks at what, noted; its entries listed for an administrator."""
