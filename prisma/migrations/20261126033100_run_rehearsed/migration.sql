-- What the rehearsal of its template took becomes the estimates of a run: fixed when the run starts.
ALTER TABLE "run" ADD COLUMN "rehearsed" JSONB;
