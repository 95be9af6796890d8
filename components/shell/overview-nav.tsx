import { TabLinks } from "@/components/ui/tab-links";
import { overviewPages } from "./sections";

/** The views across runs: as they stand, when they go live, how they went. */
export function OverviewNav() {
  return <TabLinks label="Views across runs" tabs={overviewPages} className="mb-4 border-b print:hidden" />;
}
