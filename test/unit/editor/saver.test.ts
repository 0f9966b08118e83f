import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DocumentFile, Host, Method, RequestOf } from '#core/host/contract.ts';
import { knownPath } from '#core/host/library-path.ts';
import { done, type ErrorCode, failed, type Outcome } from '#core/host/outcome.ts';
import { Saver } from '#renderer/editor/saver.ts';

const path = knownPath('posts/a.md');

/** A disk with one document and the drafts, as the saver sees it. */
class Disk {
  file: string | null = 'old';
  draft: string | null = null;
  writes: string[] = [];
  broken: ErrorCode | null = null;
  draftsBroken = false;

  revision(): string {
    return `rev of ${this.file}`;
  }

  readonly host: Host = {
    call: (async (method: Method, request: unknown) => this.#answer(method, request)) as Host['call'],
    subscribe: () => () => undefined,
    addressOf: (each) => each,
  };

  #answer(method: Method, request: unknown): Outcome<unknown> {
    if (method === 'document.read') {
      if (this.file === null) return failed('not-found', 'It is gone.', path);
      return done({ path, text: this.file, revision: this.revision(), readOnly: null });
    }
    if (method === 'document.write') {
      const { text, base } = request as RequestOf<'document.write'>;
      if (this.broken !== null) return failed(this.broken, 'The disk refuses.', path);
      if (base !== (this.file === null ? null : this.revision())) {
        return failed(this.file === null ? 'not-found' : 'conflict', 'Not what you read.', path);
      }
      this.file = text;
      this.writes.push(text);
      return done({ path, revision: this.revision() });
    }
    if (method === 'draft.write') {
      if (this.draftsBroken) return failed('no-space', 'Full.');
      this.draft = (request as RequestOf<'draft.write'>).text;
      return done({});
    }
    if (method === 'draft.discard') {
      this.draft = null;
      return done({});
    }
    return failed('unsupported', method);
  }
}

let disk: Disk;
let text: string;
let adopted: string[];
let saver: Saver;

function type(next: string): void {
  text = next;
  saver.changed();
}

beforeEach(() => {
  vi.useFakeTimers();
  disk = new Disk();
  text = 'old';
  adopted = [];
  const file: DocumentFile = { path, text: 'old', revision: disk.revision(), readOnly: null };
  saver = new Saver(disk.host, file, {
    current: () => text,
    adopt: (changed) => {
      adopted.push(changed.text);
      text = changed.text;
    },
  });
});
afterEach(() => {
  saver.close();
  vi.useRealTimers();
});

const state = () => saver.status.get().state;

describe('saving', () => {
  it('writes nothing when nothing was changed', async () => {
    await saver.flush();
    saver.hear({ type: 'document-changed', path, revision: disk.revision() });
    await vi.advanceTimersByTimeAsync(5000);
    expect(disk.writes).toEqual([]);
    expect(state()).toBe('saved');
  });

  it('writes within a second of rest', async () => {
    type('new');
    expect(state()).toBe('unsaved');
    await vi.advanceTimersByTimeAsync(1000);
    expect(disk.file).toBe('new');
    expect(state()).toBe('saved');
  });

  it('never lets a keystroke wait for a second while typing goes on', async () => {
    for (let count = 1; count <= 60; count += 1) {
      type(`text ${count}`);
      await vi.advanceTimersByTimeAsync(50);
      const saved = Number(/\d+$/.exec(disk.file ?? '')?.[0] ?? 0);
      expect((count - saved) * 50).toBeLessThan(1000);
    }
  });

  it('writes nothing when what was typed is taken back before the save', async () => {
    type('oldx');
    await vi.advanceTimersByTimeAsync(100);
    type('old');
    await vi.advanceTimersByTimeAsync(2000);
    expect(disk.writes).toEqual([]);
    expect(state()).toBe('saved');
  });

  it('does not touch a document that can only be read', async () => {
    const locked = new Saver(
      disk.host,
      { path, text: 'old', revision: disk.revision(), readOnly: 'UTF-16' },
      { current: () => 'changed', adopt: () => undefined },
    );
    locked.changed();
    await vi.advanceTimersByTimeAsync(3000);
    await locked.flush();
    expect(disk.writes).toEqual([]);
  });
});

describe('a change from outside', () => {
  it('is shown when nothing is unsaved', async () => {
    disk.file = 'theirs';
    await saver.check();
    expect(adopted).toEqual(['theirs']);
    type('theirs and mine');
    await vi.advanceTimersByTimeAsync(1000);
    expect(disk.file).toBe('theirs and mine');
  });

  it('becomes a question when something is unsaved, and loses neither version', async () => {
    type('mine');
    disk.file = 'theirs';
    await vi.advanceTimersByTimeAsync(1000);
    expect(state()).toBe('conflict');
    expect(disk.file).toBe('theirs');
    expect(disk.draft).toBe('mine');
    expect(saver.conflict.get()).toMatchObject({ mine: 'mine', theirs: { text: 'theirs' } });
  });

  it('keeps what is typed during the question as a draft', async () => {
    type('mine');
    disk.file = 'theirs';
    await vi.advanceTimersByTimeAsync(1000);
    type('mine, longer');
    await vi.advanceTimersByTimeAsync(1000);
    expect(disk.file).toBe('theirs');
    expect(disk.draft).toBe('mine, longer');
  });

  it('ends with my version, on request', async () => {
    type('mine');
    disk.file = 'theirs';
    await vi.advanceTimersByTimeAsync(1000);
    await saver.keepMine();
    expect(disk.file).toBe('mine');
    expect(state()).toBe('saved');
    expect(disk.draft).toBeNull();
  });

  it('ends with their version, on request, and mine is kept as a draft', async () => {
    type('mine');
    disk.file = 'theirs';
    await vi.advanceTimersByTimeAsync(1000);
    await saver.takeTheirs();
    expect(text).toBe('theirs');
    expect(disk.draft).toBe('mine');
    expect(saver.kept.get()).toBe('mine');
    expect(state()).toBe('saved');
    await saver.discardKept();
    expect(disk.draft).toBeNull();
  });

  it('exchanges nothing when my version cannot be kept', async () => {
    disk.draftsBroken = true;
    type('mine');
    disk.file = 'theirs';
    await vi.advanceTimersByTimeAsync(1000);
    await saver.takeTheirs();
    expect(text).toBe('mine');
    expect(state()).toBe('conflict');
  });

  it('is no question when both came to the same text', async () => {
    type('same');
    disk.file = 'same';
    await vi.advanceTimersByTimeAsync(1000);
    expect(state()).toBe('saved');
    expect(saver.conflict.get()).toBeNull();
  });
});

describe('a document that is deleted outside', () => {
  it('is not written again until the writer says so', async () => {
    disk.file = null;
    await saver.check();
    expect(state()).toBe('conflict');
    type('more');
    await vi.advanceTimersByTimeAsync(5000);
    expect(disk.file).toBeNull();
    expect(disk.draft).toBe('more');
    await saver.keepMine();
    expect(disk.file).toBe('more');
    expect(state()).toBe('saved');
  });

  it('is forgiven when it comes back as it was', async () => {
    disk.file = null;
    await saver.check();
    disk.file = 'old';
    await saver.check();
    expect(state()).toBe('saved');
    expect(saver.conflict.get()).toBeNull();
  });
});

describe('a disk that fails', () => {
  it.each<ErrorCode>(['no-space', 'permission', 'internal'])(
    'keeps the text as a draft, says where, and goes on by itself (%s)',
    async (code) => {
      disk.broken = code;
      type('mine');
      await vi.advanceTimersByTimeAsync(1000);
      expect(state()).toBe('error');
      expect(saver.status.get().error).toMatchObject({ code, path });
      expect(saver.status.get().error?.message).toContain('kept as a draft');
      expect(disk.draft).toBe('mine');
      type('mine, and more');
      disk.broken = null;
      await vi.advanceTimersByTimeAsync(20_000);
      expect(disk.file).toBe('mine, and more');
      expect(state()).toBe('saved');
      expect(disk.draft).toBeNull();
    },
  );

  it('says when the text is in the window only', async () => {
    disk.broken = 'no-space';
    disk.draftsBroken = true;
    type('mine');
    await vi.advanceTimersByTimeAsync(1000);
    expect(saver.status.get().error?.message).toContain('keep it open');
    expect(await saver.flush()).toBe(false);
  });

  it('lets the window close when the draft holds the text', async () => {
    disk.broken = 'permission';
    type('mine');
    expect(await saver.flush()).toBe(true);
    expect(disk.draft).toBe('mine');
  });
});
