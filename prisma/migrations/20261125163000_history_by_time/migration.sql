-- The history of a workspace and of a person is read across runs, the newest first.
CREATE INDEX "audit_entry_at_chain_id_seq_idx" ON "audit_entry"("at", "chain_id", "seq");
