import { readFactors } from "@/lib/data/factor.read";
import { getFactors } from "@/lib/http/operations/factor";
import { route } from "@/lib/http/route";

export const GET = route(getFactors, readFactors);
