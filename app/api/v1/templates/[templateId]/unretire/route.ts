import { unretireTemplate } from "@/lib/data/template-retire.write";
import { unretireTemplate as operation } from "@/lib/http/operations/template";
import { route } from "@/lib/http/route";

export const POST = route(operation, (ctx, { params }) => unretireTemplate(ctx, params.templateId));
