import { z } from "zod";
import { operation } from "../operation";
import { page, pageQuery } from "../schema/page";
import { idParams } from "./session";

const view = z.object({
  id: z.string(),
  name: z.string(),
  query: z.string(),
  shared: z.boolean(),
  mine: z.boolean(),
});

export const listViews = operation({
  id: "listViews",
  method: "GET",
  path: "/views",
  summary: "Saved views of the dashboard: one's own and the shared ones",
  access: "view.own",
  query: pageQuery,
  status: 200,
  response: page(view),
});

export const saveView = operation({
  id: "saveView",
  method: "POST",
  path: "/views",
  summary: "Save a view of the dashboard: `query` is what its address says after the question mark",
  access: "view.own",
  body: z.strictObject({
    name: z.string().trim().min(1).max(60),
    query: z.string().max(500),
    shared: z.boolean().default(false),
  }),
  status: 201,
  response: view,
});

export const removeView = operation({
  id: "removeView",
  method: "DELETE",
  path: "/views/:id",
  summary: "Delete a saved view: one's own, or as an admin a shared one",
  access: "view.own",
  params: idParams,
  status: 204,
});

export const viewOperations = [listViews, saveView, removeView];
