import type { BuiltInCard } from "@/components/template/built-in-gallery";
import { readBuiltIns } from "@/lib/data/built-in.read";
import { plainText } from "@/lib/domain/plain-text";
import { importMarkdown } from "@/lib/markdown/import";

let cards: Promise<BuiltInCard[]> | undefined;

/** The checklists that come with Gonogo as cards; read once per process, as they change with the program only. */
export function builtInCards(): Promise<BuiltInCard[]> {
  cards ??= readCards();
  return cards;
}

async function readCards(): Promise<BuiltInCard[]> {
  const builtIns = await readBuiltIns();
  return builtIns.flatMap(({ name, markdown }) => {
    const imported = importMarkdown(markdown);
    if (!imported.ok) return [];
    const { document, counts } = imported.value;
    const purpose = document.metadata.find((each) => each.name.toLowerCase() === "purpose")?.value ?? "";
    const { items, gates, signoffs } = counts;
    return [{ name, title: document.title, summary: plainText(purpose), markdown, items, gates, signoffs }];
  });
}
