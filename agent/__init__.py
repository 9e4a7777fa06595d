"""The agent: plans, the gate, hands, verification and the ledger; it owns the words every package shares."""
