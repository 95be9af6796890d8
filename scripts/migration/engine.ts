import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import type { SchemaEngine } from "@prisma/schema-engine-wasm";
import { engineAdapters } from "./adapter.ts";

type EngineModule = typeof import("@prisma/schema-engine-wasm") & { __wbg_set_wasm: (exports: unknown) => void };

let loaded: Promise<EngineModule> | undefined;

/** Prisma's schema engine as WebAssembly: the engine of its CLI, without a download at install. */
async function instantiate(): Promise<EngineModule> {
  const bindings: EngineModule = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  const main = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm");
  const bytes = readFileSync(main.replace(/schema_engine\.js$/, "schema_engine_bg.wasm"));
  // The engine reports a panic through this global of Prisma's; without it the cause would be lost.
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: (text: string) => console.error(text) } });
  const imports: WebAssembly.Imports = { "./schema_engine_bg.js": { ...bindings } as WebAssembly.ModuleImports };
  const { instance } = await WebAssembly.instantiate(bytes, imports);
  bindings.__wbg_set_wasm(instance.exports);
  if (typeof instance.exports.__wbindgen_start === "function") instance.exports.__wbindgen_start();
  return bindings;
}

/** Runs work on an engine connected to `url`; migrations are tried in `shadowUrl`, an empty database. */
export async function withEngine<T>(
  url: string,
  shadowUrl: string,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  loaded ??= instantiate();
  const { SchemaEngine } = await loaded;
  const { factory, close } = engineAdapters(url, shadowUrl);
  try {
    const bound = bindMigrationAwareSqlAdapterFactory(factory);
    const engine = await SchemaEngine.new({ datamodels: undefined }, () => undefined, bound);
    const result = await work(engine);
    engine.free();
    return result;
  } finally {
    await close();
  }
}
