import { acknowledgeReset } from "@/lib/data/factor-reset.write";
import { acknowledgeReset as operation } from "@/lib/http/operations/factor";
import { route } from "@/lib/http/route";

export const POST = route(operation, acknowledgeReset);
