import { attachEvidence } from "@/lib/http/evidence-attach";
import { addEvidence } from "@/lib/http/operations/evidence";
import { route } from "@/lib/http/route";

export const POST = route(addEvidence, attachEvidence);
