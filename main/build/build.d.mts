export const root: string;
export function isStale(): boolean;
/** Milliseconds that it took. */
export function buildAll(): Promise<number>;
export function ensureBuilt(): Promise<void>;
