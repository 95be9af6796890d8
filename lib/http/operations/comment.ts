import { z } from "zod";
import { operation } from "../operation";
import { itemParams } from "./item";

export const commentRow = z.object({
  id: z.string(),
  author: z.object({ id: z.string(), name: z.string() }),
  body: z.string(),
  at: z.string(),
});

export const addComment = operation({
  id: "addComment",
  method: "POST",
  path: "/runs/:runId/items/:itemKey/comments",
  summary: "Comment on an item",
  access: "item.comment",
  params: itemParams,
  body: z.strictObject({ body: z.string().trim().min(1).max(4000) }),
  status: 201,
  response: commentRow,
});

export const commentOperations = [addComment];
