import { ShieldAlert } from "lucide-react";

/** What was accepted along with an option: it stands with the waivers, and in what everybody signs. */
export function AcceptedRisks({ risks }: { risks: readonly string[] }) {
  if (risks.length === 0) return null;
  return (
    <section aria-label="Accepted risks" className="mt-2 rounded-md border border-hold bg-hold-tint px-3 py-2 text-sm">
      <h4 className="flex items-center gap-1.5 font-medium">
        <ShieldAlert aria-hidden className="size-4 text-hold" />
        Accepted with it
      </h4>
      <ul className="mt-1 list-disc pl-5">
        {risks.map((risk) => (
          <li key={risk}>{risk}</li>
        ))}
      </ul>
    </section>
  );
}
