import { openDatabase } from "@/lib/data/database";
import { takeJobs } from "@/lib/data/job.write";
import { laneRoom } from "@/lib/domain/job";

/** A process that takes what is due, says so, and does nothing more: to be killed with it in hand. */
const [, , url = "", at = ""] = process.argv;
const jobs = await takeJobs(openDatabase(url, 1), new Date(at), laneRoom);
console.log(`took ${jobs.length}`);
setInterval(() => undefined, 1_000);
