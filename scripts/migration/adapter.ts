import { PrismaPg } from "@prisma/adapter-pg";
import {
  ColumnTypeEnum,
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
  type SqlResultSet,
} from "@prisma/driver-adapter-utils";
import pg from "pg";

const charType = 18;
const charArrayType = 1002;

/** Prisma's own adapter, with the two things the schema engine needs and that adapter lacks. */
class EngineAdapter implements SqlDriverAdapter {
  readonly provider = "postgres";
  readonly adapterName: string;
  readonly #inner: SqlDriverAdapter;
  readonly #pool: pg.Pool;

  constructor(inner: SqlDriverAdapter, pool: pg.Pool) {
    this.adapterName = inner.adapterName;
    this.#inner = inner;
    this.#pool = pool;
  }

  async queryRaw(query: SqlQuery): Promise<SqlResultSet> {
    const result = await this.#inner.queryRaw(query);
    const columnTypes = result.columnTypes.map((type) =>
      type === ColumnTypeEnum.CharacterArray ? ColumnTypeEnum.Character : type,
    );
    return { ...result, columnTypes };
  }

  executeRaw(query: SqlQuery): Promise<number> {
    return this.#inner.executeRaw(query);
  }

  /** In one piece: cut at each semicolon, as Prisma's adapter does, no function body survives. */
  async executeScript(script: string): Promise<void> {
    try {
      await this.#pool.query(script);
    } catch (error) {
      const { code = "", severity = "", message, detail, column, hint } = error as pg.DatabaseError;
      throw new DriverAdapterError({ kind: "postgres", code, severity, message, detail, column, hint });
    }
  }

  startTransaction: SqlDriverAdapter["startTransaction"] = (level) => this.#inner.startTransaction(level);

  getConnectionInfo() {
    return { supportsRelationJoins: true };
  }

  dispose(): Promise<void> {
    return this.#inner.dispose();
  }
}

/** Connects the schema engine to `url`, and to `shadowUrl`, an empty database, where it tries migrations. */
export function engineAdapters(
  url: string,
  shadowUrl: string,
): { factory: SqlMigrationAwareDriverAdapterFactory; close: () => Promise<void> } {
  const pools: pg.Pool[] = [];
  const open = async (connectionString: string) => {
    const pool = readingChars(new pg.Pool({ connectionString, max: 2 }));
    pool.on("error", () => undefined);
    pools.push(pool);
    return new EngineAdapter(await new PrismaPg(pool).connect(), pool);
  };
  const connect = () => open(url);
  const connectToShadowDb = () => open(shadowUrl);
  return {
    factory: { provider: "postgres", adapterName: "@prisma/adapter-pg", connect, connectToShadowDb },
    close: async () => {
      await Promise.all(pools.map((pool) => pool.end()));
    },
  };
}

/** The catalogue's one-byte `"char"` is unknown to Prisma's adapter: it passes as an array of it, named right above. */
function readingChars(pool: pg.Pool): pg.Pool {
  const query: (config: pg.QueryConfig) => Promise<pg.QueryResult> = pool.query.bind(pool);
  return Object.assign(pool, {
    query: async (config: pg.QueryConfig) => {
      const result = await query(config);
      for (const field of result.fields ?? []) if (field.dataTypeID === charType) field.dataTypeID = charArrayType;
      return result;
    },
  });
}
