/** A value that can be watched: what the interface reads from parts that are not React. */
import { useSyncExternalStore } from 'react';

export interface Watchable<T> {
  get(): T;
  /** Returns how to stop watching. */
  subscribe(listener: () => void): () => void;
}

export class Observable<T> implements Watchable<T> {
  #value: T;
  readonly #listeners = new Set<() => void>();

  constructor(value: T) {
    this.#value = value;
  }

  readonly get = (): T => this.#value;

  set(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    for (const listener of [...this.#listeners]) listener();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

/** The current value; the component renders again when it changes. */
export function useWatched<T>(watchable: Watchable<T>): T {
  return useSyncExternalStore(watchable.subscribe, watchable.get);
}
