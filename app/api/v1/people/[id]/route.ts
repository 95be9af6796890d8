import { proveAgain } from "@/lib/auth/prove-again";
import { changeMember } from "@/lib/data/membership.write";
import { changePerson } from "@/lib/http/operations/person";
import { route } from "@/lib/http/route";

export const PATCH = route(changePerson, (ctx, { params, body }) =>
  changeMember(ctx, params.id, body, () => proveAgain(ctx, body)),
);
