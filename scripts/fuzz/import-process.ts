import type { ImportOutcome } from "@/lib/markdown/import";
import type { Task, Told } from "./bounded-fuzz.ts";
import { fuzzImport } from "./import-fuzz.ts";

const { reader, ...task }: Task = JSON.parse(process.argv[2] ?? "{}");
const { importMarkdown: read }: { importMarkdown: (text: string) => ImportOutcome } = await import(reader);
const tell = (told: Told) => process.send?.(told);
tell({ outcome: await fuzzImport({ ...task, read }, (index) => tell({ index })) });
process.disconnect();
