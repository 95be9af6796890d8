/** What is known of a blob once it is kept. */
export type Blob = {
  /** Generated; holds nothing of what the user called the file. */
  key: string;
  size: number;
  /** SHA-256 of its bytes, hex. */
  sha256: string;
  /** Its first bytes, to tell what kind of file it is. */
  head: Uint8Array;
};

/** Where evidence bytes are kept. Every backend passes `contract.ts`. */
export type Storage = {
  /**
   * Takes the bytes in as they come and returns once they are safe on disk. Null when there were more than
   * `limit`: then, and when the source fails, nothing is left behind.
   */
  put: (source: AsyncIterable<Uint8Array>, limit: number) => Promise<Blob | null>;
  /** The bytes again, null when there is no such blob. */
  open: (key: string) => Promise<ReadableStream<Uint8Array> | null>;
  /** Removes a blob; one that isn't there is fine. */
  delete: (key: string) => Promise<void>;
};

/** How many of the first bytes `put` hands back. */
export const headBytes = 512;
