/** Takes the site's files as they come, each once. */
export interface Sink {
  /** `hash` is the content hash of `data`, where the caller has it already. */
  write(output: string, data: string | Uint8Array, hash?: string): void;
  /** True when a file with this hash stands at the place already; it then counts as handed over. */
  keep(output: string, hash: string): boolean;
}
