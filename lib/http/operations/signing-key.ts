import { z } from "zod";
import { publicKeySchema } from "@/lib/domain/signing-key";
import { operation } from "../operation";

export const listSigningKeys = operation({
  id: "listSigningKeys",
  method: "GET",
  path: "/signing-keys",
  summary:
    "The public keys that checkpoints and dossiers are signed with, the current one last. Note its id down elsewhere",
  access: "public",
  status: 200,
  response: z.object({ items: z.array(publicKeySchema) }),
});
