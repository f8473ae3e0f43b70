"""How long the law and the Order give, counted in days, and the quarters that figures are told by."""
