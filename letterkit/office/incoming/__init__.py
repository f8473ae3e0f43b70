"""What has come in and is not in the register yet: read, proposed, confirmed, set aside."""
