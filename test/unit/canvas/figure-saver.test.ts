import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CanvasState } from '#core/figure/merge.ts';
import { emptyScene, readFigure, type SceneElement } from '#core/figure/scene.ts';
import type { Host, RequestOf } from '#core/host/contract.ts';
import { knownPath, type LibraryPath } from '#core/host/library-path.ts';
import { done, failed } from '#core/host/outcome.ts';
import { FigureSaver } from '#renderer/canvas/figure-saver.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const revision = (count: number) => count.toString(16).padStart(64, '0');

/** A host that holds one figure; each write counts its revision up. */
function desk(existing: LibraryPath | null = null) {
  const state = {
    elements: [] as SceneElement[],
    writes: [] as RequestOf<'figure.write'>[],
    refuse: null as 'no-space' | null,
    count: existing === null ? 0 : 1,
    saved: [] as LibraryPath[],
    title: 'Agent loop',
  };
  const call = async (method: string, request: unknown) => {
    if (method === 'figure.name') return done({ path: knownPath('figures/agent-loop.excalidraw.svg') });
    if (method === 'figure.read') return done({ svg: '', revision: revision(state.count) });
    const write = request as RequestOf<'figure.write'>;
    if (state.refuse !== null) return failed(state.refuse, 'The disk is full.');
    const current = state.count === 0 ? null : revision(state.count);
    if (write.base !== current) return failed('conflict', 'It was changed.');
    state.writes.push(write);
    state.count += 1;
    return done({ path: write.path, revision: revision(state.count) });
  };
  const current = (): CanvasState => ({
    shown: new Map(),
    elements: [...state.elements],
    appState: {},
    files: {},
  });
  const saver = new FigureSaver(
    { call } as unknown as Host,
    existing === null ? null : { path: existing, revision: revision(1) },
    emptyScene,
    {
      current,
      draw: async () => ({ svg: '<svg xmlns="http://www.w3.org/2000/svg"></svg>', fontsEmbedded: true }),
      title: () => state.title,
    },
    (path) => state.saved.push(path),
  );
  const draw = (id: string) => {
    state.elements.push({ id, type: 'rectangle', x: 0, y: 0, width: 9, height: 9 });
    saver.changed();
  };
  return { state, saver, draw };
}

describe('saving a figure', () => {
  test('a new figure is written once, after the hand has rested, and gets its name then', async () => {
    const { state, saver, draw } = desk();
    draw('a');
    expect(saver.status.get().state).toBe('unsaved');
    await vi.advanceTimersByTimeAsync(400);
    draw('b');
    await vi.advanceTimersByTimeAsync(400);
    expect(state.writes).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(400);
    expect(saver.status.get().state).toBe('saved');
    expect(state.writes.map((write) => [write.path, write.base])).toEqual([
      ['figures/agent-loop.excalidraw.svg', null],
    ]);
    const reading = readFigure(state.writes[0]?.svg ?? '');
    expect(reading.ok && reading.value.scene.elements.map((element) => element.id)).toEqual(['a', 'b']);
    expect(state.saved).toEqual(['figures/agent-loop.excalidraw.svg']);
  });

  test('a hand that never rests is saved all the same', async () => {
    const { state, draw } = desk();
    for (let i = 0; i < 12; i++) {
      draw(`stroke-${i}`);
      await vi.advanceTimersByTimeAsync(500);
    }
    expect(state.writes.length).toBeGreaterThan(0);
  });

  test('nothing is written when nothing changed, or when nothing was drawn', async () => {
    const { state, saver } = desk();
    expect(await saver.flush()).toBe(true);
    saver.changed();
    expect(await saver.flush()).toBe(true);
    expect(state.writes).toHaveLength(0);
    expect(saver.path.get()).toBeNull();
  });

  test('a new figure waits while its name is being typed', async () => {
    const { state, saver, draw } = desk();
    saver.hold(true);
    draw('a');
    await vi.advanceTimersByTimeAsync(5000);
    expect(state.writes).toHaveLength(0);
    saver.hold(false);
    await vi.advanceTimersByTimeAsync(5000);
    expect(state.writes).toHaveLength(1);
  });

  test('a file that was changed elsewhere is kept until the writer decides', async () => {
    const { state, saver, draw } = desk(knownPath('figures/a.excalidraw.svg'));
    state.count = 7;
    draw('a');
    await vi.advanceTimersByTimeAsync(1000);
    expect(saver.status.get().state).toBe('conflict');
    draw('b');
    await vi.advanceTimersByTimeAsync(9000);
    expect(state.writes).toHaveLength(0);
    await saver.keepMine();
    expect(saver.status.get().state).toBe('saved');
    expect(state.writes.map((write) => write.base)).toEqual([revision(7)]);
  });

  test('a full disk is told, and the drawing is saved when there is room again', async () => {
    const { state, saver, draw } = desk(knownPath('figures/a.excalidraw.svg'));
    state.refuse = 'no-space';
    draw('a');
    await vi.advanceTimersByTimeAsync(1000);
    expect(saver.status.get()).toMatchObject({ state: 'error', error: { code: 'no-space' } });
    expect(await saver.flush()).toBe(false);
    state.refuse = null;
    expect(await saver.flush()).toBe(true);
    expect(state.writes).toHaveLength(1);
  });
});
