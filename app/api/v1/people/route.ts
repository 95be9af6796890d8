import { listPeople as readPeople } from "@/lib/data/person.read";
import { listPeople } from "@/lib/http/operations/person";
import { route } from "@/lib/http/route";

export const GET = route(listPeople, (ctx, { query }) => readPeople(ctx, query));
