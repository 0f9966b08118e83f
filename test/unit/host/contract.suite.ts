/**
 * What every host promises, whatever carries the calls. `contract.test.ts` runs this suite over the
 * host in this process, over HTTP, and over the Electron bridge.
 */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Host, type HostEvent, type Method, requests } from '#core/host/contract.ts';
import { knownPath } from '#core/host/library-path.ts';
import type { Outcome } from '#core/host/outcome.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface ContractSetting {
  readonly host: Host;
  /** Sends any value over the transport, as a broken or hostile page would. */
  readonly raw: (method: unknown, request: unknown) => Promise<Outcome<unknown>>;
  close(): Promise<void>;
}

const post = knownPath('posts/first.md');

function theValue<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
  return outcome.value;
}

function codeOf(outcome: Outcome<unknown>): string {
  return outcome.ok ? 'ok' : outcome.error.code;
}

export function describeContract(name: string, start: () => Promise<ContractSetting>): void {
  describe(`the host contract ${name}`, () => {
    let setting: ContractSetting;
    let place: string;
    const folder = temporaryFolder();

    beforeEach(async () => {
      place = join(folder.make(), 'library');
      mkdirSync(join(place, 'posts'), { recursive: true });
      writeFileSync(join(place, 'posts', 'first.md'), '---\ntitle: First\n---\n\nHello.\n');
      setting = await start();
      theValue(await setting.host.call('library.open', { place }));
    });
    afterEach(() => setting.close());

    /** Resolves with the first event that the test is waiting for. */
    function event<T extends HostEvent['type']>(type: T): Promise<Extract<HostEvent, { type: T }>> {
      return new Promise((resolve) => {
        const stop = setting.host.subscribe((one) => {
          if (one.type !== type) return;
          stop();
          resolve(one as Extract<HostEvent, { type: T }>);
        });
      });
    }

    it('publishes to a branch, and tells when that has ended', async () => {
      const remote = join(folder.make(), 'remote.git');
      execFileSync('git', ['init', '--bare', '--quiet', remote]);
      const target = { remote, branch: 'gh-pages' };
      const plan = theValue(await setting.host.call('publish.plan', target));
      expect(plan.added).toContain('posts/first.html');
      const finished = event('export-finished');
      const { job } = theValue(await setting.host.call('publish.push', target));
      const { job: ended, outcome } = await finished;
      expect(ended).toBe(job);
      expect(theValue(outcome).written).toBe(plan.added.length);
      const names = execFileSync('git', ['ls-tree', '-r', '--name-only', 'gh-pages'], {
        cwd: remote,
        encoding: 'utf8',
      });
      expect(names).toContain('posts/first.html');
      const again = theValue(await setting.host.call('publish.plan', target));
      expect([again.added, again.changed, again.removed]).toEqual([[], [], []]);
      const program = await setting.host.call('publish.plan', { remote: 'ext::true', branch: 'x' });
      expect(codeOf(program)).toBe('permission');
    });

    it('describes itself and the open library', async () => {
      const described = theValue(await setting.host.call('host.describe', {}));
      expect(described.contract).toBe(1);
      expect(described.library?.name).toBe('library');
      expect(described.version).toMatch(/^\d+\.\d+\.\d+/);
    });

    it('lists documents, figures and media, and no hidden folder', async () => {
      mkdirSync(join(place, 'figures'));
      mkdirSync(join(place, '.git'));
      writeFileSync(join(place, '.git', 'hidden.md'), 'no');
      writeFileSync(join(place, 'figures', 'loop.excalidraw.svg'), '<svg/>');
      writeFileSync(join(place, 'figures', 'curve.png'), 'png');
      const listing = theValue(await setting.host.call('library.list', {}));
      const again = theValue(await setting.host.call('library.list', {}));
      expect(again.documents.map((one) => [one.path, one.title, one.kind])).toEqual([
        ['posts/first.md', 'First', 'post'],
      ]);
      expect(again.figures.map((one) => one.name)).toEqual(['loop']);
      expect(again.media).toEqual(['figures/curve.png']);
      expect(listing.problems).toEqual([]);
    });

    it('writes a document that still holds its base, and answers the new revision', async () => {
      const { revision, text } = theValue(await setting.host.call('document.read', { path: post }));
      const written = theValue(
        await setting.host.call('document.write', { path: post, text: `${text}More.\n`, base: revision }),
      );
      expect(readFileSync(join(place, post), 'utf8')).toBe('---\ntitle: First\n---\n\nHello.\nMore.\n');
      const reread = theValue(await setting.host.call('document.read', { path: post }));
      expect(reread.revision).toBe(written.revision);
    });

    it('keeps the bytes, the time and the inode when nothing changed', async () => {
      const file = join(place, post);
      const before = statSync(file, { bigint: true });
      const { revision, text } = theValue(await setting.host.call('document.read', { path: post }));
      theValue(await setting.host.call('document.write', { path: post, text, base: revision }));
      const after = statSync(file, { bigint: true });
      expect([after.ino, after.mtimeNs, after.ctimeNs]).toEqual([before.ino, before.mtimeNs, before.ctimeNs]);
    });

    it('refuses to overwrite what another program wrote', async () => {
      const { revision } = theValue(await setting.host.call('document.read', { path: post }));
      writeFileSync(join(place, post), 'Theirs.\n');
      const outcome = await setting.host.call('document.write', {
        path: post,
        text: 'Mine.\n',
        base: revision,
      });
      expect(codeOf(outcome)).toBe('conflict');
      expect(readFileSync(join(place, post), 'utf8')).toBe('Theirs.\n');
    });

    it('does not make a document again that another program removed', async () => {
      const { revision } = theValue(await setting.host.call('document.read', { path: post }));
      rmSync(join(place, post));
      const outcome = await setting.host.call('document.write', {
        path: post,
        text: 'Mine.\n',
        base: revision,
      });
      expect(codeOf(outcome)).toBe('conflict');
      expect(existsSync(join(place, post))).toBe(false);
    });

    it('keeps every overwritten version in the history', async () => {
      const first = theValue(await setting.host.call('document.read', { path: post }));
      const second = theValue(
        await setting.host.call('document.write', { path: post, text: 'Two.\n', base: first.revision }),
      );
      theValue(
        await setting.host.call('document.write', { path: post, text: 'Three.\n', base: second.revision }),
      );
      const entries = theValue(await setting.host.call('history.list', { path: post }));
      expect(entries.map((entry) => entry.revision).sort()).toEqual([first.revision, second.revision].sort());
      const old = theValue(await setting.host.call('history.read', { path: post, revision: first.revision }));
      expect(old.text).toBe(first.text);
      expect(readFileSync(join(place, '.legible', '.gitignore'), 'utf8')).toBe('*\n');
    });

    it('gives documents of one title different files', async () => {
      const one = theValue(
        await setting.host.call('document.create', { kind: 'post', title: 'Why probes: fail' }),
      );
      const two = theValue(
        await setting.host.call('document.create', { kind: 'post', title: 'Why probes: fail' }),
      );
      expect([one.path, two.path]).toEqual(['posts/why-probes-fail.md', 'posts/why-probes-fail-2.md']);
      expect(one.text).toMatch(/^---\ntitle: ["']?Why probes: fail["']?\n/);
    });

    it('renames without replacing, and takes history and reader’s record along', async () => {
      const { revision } = theValue(await setting.host.call('document.read', { path: post }));
      theValue(await setting.host.call('document.write', { path: post, text: 'Two.\n', base: revision }));
      const record = knownPath('reviews/posts/first.yml');
      theValue(await setting.host.call('record.write', { path: record, text: 'answers: []\n', base: null }));
      writeFileSync(join(place, 'posts', 'taken.md'), 'Taken.\n');
      const to = knownPath('posts/second.md');
      const clash = await setting.host.call('document.rename', {
        path: post,
        to: knownPath('posts/taken.md'),
      });
      expect(codeOf(clash)).toBe('conflict');
      expect(readFileSync(join(place, 'posts', 'taken.md'), 'utf8')).toBe('Taken.\n');
      theValue(await setting.host.call('document.rename', { path: post, to }));
      expect(existsSync(join(place, post))).toBe(false);
      expect(readFileSync(join(place, to), 'utf8')).toBe('Two.\n');
      expect(theValue(await setting.host.call('history.list', { path: to }))).toHaveLength(1);
      const moved = theValue(
        await setting.host.call('record.read', { path: knownPath('reviews/posts/second.yml') }),
      );
      expect(moved?.text).toBe('answers: []\n');
    });

    it('removes into the trash, and only what the caller has seen', async () => {
      const { revision, text } = theValue(await setting.host.call('document.read', { path: post }));
      writeFileSync(join(place, post), 'Newer.\n');
      expect(codeOf(await setting.host.call('document.remove', { path: post, base: revision }))).toBe(
        'conflict',
      );
      writeFileSync(join(place, post), text);
      const { trashed } = theValue(
        await setting.host.call('document.remove', { path: post, base: revision }),
      );
      expect(existsSync(join(place, post))).toBe(false);
      expect(readFileSync(join(place, trashed), 'utf8')).toBe(text);
    });

    it('keeps drafts until the document says the same', async () => {
      theValue(await setting.host.call('draft.write', { path: post, text: 'Unsaved.\n', base: null }));
      const [draft] = theValue(await setting.host.call('draft.list', {}));
      expect([draft?.path, draft?.text]).toEqual([post, 'Unsaved.\n']);
      writeFileSync(join(place, post), 'Unsaved.\n');
      expect(theValue(await setting.host.call('draft.list', {}))).toEqual([]);
      theValue(await setting.host.call('draft.write', { path: post, text: 'Again.\n', base: null }));
      theValue(await setting.host.call('draft.discard', { path: post }));
      expect(theValue(await setting.host.call('draft.list', {}))).toEqual([]);
    });

    it('reads an absent record as null', async () => {
      expect(
        theValue(await setting.host.call('record.read', { path: knownPath('glossary.yml') })),
      ).toBeNull();
    });

    it('writes the library’s own records, and no other program’s', async () => {
      for (const name of ['readers.yml', 'references.bib', 'reviews/posts/first.yml'].map(knownPath))
        theValue(await setting.host.call('record.write', { path: name, text: '# x\n', base: null }));
      for (const name of ['mkdocs.yml', 'posts/first.yml', 'package.json', 'run.sh'].map(knownPath))
        expect(codeOf(await setting.host.call('record.write', { path: name, text: 'x', base: null }))).toBe(
          'unsupported',
        );
    });

    it('keeps figures in figures/, and finds a free name', async () => {
      const { path } = theValue(await setting.host.call('figure.name', { title: 'Agent loop' }));
      expect(path).toBe('figures/agent-loop.excalidraw.svg');
      const { revision } = theValue(
        await setting.host.call('figure.write', { path, svg: '<svg/>', base: null }),
      );
      expect(theValue(await setting.host.call('figure.read', { path }))).toEqual({ svg: '<svg/>', revision });
      expect(theValue(await setting.host.call('figure.name', { title: 'Agent loop' })).path).toBe(
        'figures/agent-loop-2.excalidraw.svg',
      );
      const elsewhere = knownPath('posts/x.excalidraw.svg');
      expect(codeOf(await setting.host.call('figure.write', { path: elsewhere, svg: '', base: null }))).toBe(
        'unsupported',
      );
    });

    it('takes in media under safe names, and only types that a page can show', async () => {
      const data = Buffer.from('png').toString('base64');
      const one = theValue(await setting.host.call('media.add', { name: '../Loss Curve!.PNG', data }));
      const same = theValue(await setting.host.call('media.add', { name: 'loss curve.png', data }));
      const other = Buffer.from('another').toString('base64');
      const two = theValue(await setting.host.call('media.add', { name: 'loss curve.png', data: other }));
      expect([one.path, same.path, two.path]).toEqual([
        'media/loss-curve.png',
        'media/loss-curve.png',
        'media/loss-curve-2.png',
      ]);
      expect(codeOf(await setting.host.call('media.add', { name: 'run.exe', data }))).toBe('unsupported');
      expect(codeOf(await setting.host.call('media.add', { name: 'a.png', data: '%%%' }))).toBe(
        'invalid-document',
      );
    });

    it('shows a file in another encoding without letting it be written', async () => {
      writeFileSync(join(place, 'posts', 'old.md'), Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x0a]));
      const file = theValue(await setting.host.call('document.read', { path: knownPath('posts/old.md') }));
      expect(file.text).toBe('café\n');
      expect(file.readOnly).not.toBeNull();
      const write = await setting.host.call('document.write', {
        path: file.path,
        text: 'cafés\n',
        base: file.revision,
      });
      expect(codeOf(write)).toBe('invalid-document');
      expect(readFileSync(join(place, 'posts', 'old.md')).toString('latin1')).toBe('café\n');
    });

    it('keeps byte order mark, line endings and mode of a file that it writes', async () => {
      const file = join(place, post);
      writeFileSync(file, '\uFEFFOne.\r\nTwo.\r');
      chmodSync(file, 0o640);
      const { text, revision } = theValue(await setting.host.call('document.read', { path: post }));
      theValue(
        await setting.host.call('document.write', { path: post, text: `${text}Three.`, base: revision }),
      );
      expect(readFileSync(file, 'utf8')).toBe('\uFEFFOne.\r\nTwo.\rThree.');
      if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o640);
    });

    it.skipIf(process.platform === 'win32')('follows no link out of the library', async () => {
      const outside = folder.make();
      writeFileSync(join(outside, 'secret.md'), 'secret');
      symlinkSync(join(outside, 'secret.md'), join(place, 'posts', 'link.md'));
      symlinkSync(outside, join(place, 'away'));
      for (const path of ['posts/link.md', 'away/secret.md', 'away/new.md'].map(knownPath)) {
        expect(codeOf(await setting.host.call('document.read', { path }))).toBe('permission');
        expect(codeOf(await setting.host.call('document.write', { path, text: 'x', base: null }))).toBe(
          'permission',
        );
      }
      expect(readFileSync(join(outside, 'secret.md'), 'utf8')).toBe('secret');
      expect(existsSync(join(outside, 'new.md'))).toBe(false);
    });

    it('leaves private folders alone', async () => {
      for (const path of ['.legible/history/x.md', '.git/config.md', 'node_modules/a.md'].map(knownPath)) {
        expect(codeOf(await setting.host.call('document.write', { path, text: 'x', base: null }))).toBe(
          'permission',
        );
        expect(codeOf(await setting.host.call('document.read', { path }))).toBe('permission');
      }
    });

    it('tells within two seconds what another program changed, and nothing about its own saves', async () => {
      const seen: HostEvent[] = [];
      setting.host.subscribe((one) => seen.push(one));
      const { revision } = theValue(await setting.host.call('document.read', { path: post }));
      theValue(await setting.host.call('library.list', {}));
      const mine = theValue(
        await setting.host.call('document.write', { path: post, text: 'Mine.\n', base: revision }),
      );
      const changed = event('document-changed');
      writeFileSync(join(place, post), 'Theirs.\n');
      const told = await changed;
      expect(told.path).toBe(post);
      expect(theValue(await setting.host.call('document.read', { path: post })).revision).toBe(told.revision);
      const revisions = seen.filter((one) => one.type === 'document-changed').map((one) => one.revision);
      expect(revisions).not.toContain(mine.revision);
    });

    it('tells of a save that changes the listing, and of no other', async () => {
      const { revision, text } = theValue(await setting.host.call('document.read', { path: post }));
      theValue(await setting.host.call('library.list', {}));
      const seen: string[] = [];
      setting.host.subscribe((one) => seen.push(one.type));
      const body = theValue(
        await setting.host.call('document.write', { path: post, text: `${text}More.\n`, base: revision }),
      );
      const told = event('library-changed');
      const retitled = text.replace('First', 'Another');
      theValue(
        await setting.host.call('document.write', { path: post, text: retitled, base: body.revision }),
      );
      await told;
      expect(seen).toEqual(['library-changed']);
    });

    it('renames a figure in every document that shows it, and keeps its history', async () => {
      const [from, to] = [knownPath('figures/a.excalidraw.svg'), knownPath('figures/b.excalidraw.svg')];
      const first = theValue(
        await setting.host.call('figure.write', { path: from, svg: '<svg>1</svg>', base: null }),
      );
      theValue(
        await setting.host.call('figure.write', { path: from, svg: '<svg>2</svg>', base: first.revision }),
      );
      writeFileSync(join(place, post), 'See @fig-a.\r\n\r\n![A](../figures/a.excalidraw.svg#x "C")\r\n');
      writeFileSync(join(place, 'posts', 'other.md'), 'No figure.\n');
      theValue(
        await setting.host.call('figure.write', {
          path: knownPath('figures/c.excalidraw.svg'),
          svg: '<svg/>',
          base: null,
        }),
      );
      const clash = await setting.host.call('figure.rename', {
        path: from,
        to: knownPath('figures/c.excalidraw.svg'),
      });
      expect(codeOf(clash)).toBe('conflict');
      expect(readFileSync(join(place, from), 'utf8')).toBe('<svg>2</svg>');
      expect(codeOf(await setting.host.call('figure.rename', { path: from, to: post }))).toBe('unsupported');
      const told = event('library-changed');
      const renamed = theValue(await setting.host.call('figure.rename', { path: from, to }));
      await told;
      expect(renamed).toEqual({ path: to, documents: [post] });
      expect(readFileSync(join(place, post), 'utf8')).toBe(
        'See @fig-a.\r\n\r\n![A](../figures/b.excalidraw.svg#x "C")\r\n',
      );
      expect(readFileSync(join(place, to), 'utf8')).toBe('<svg>2</svg>');
      expect(existsSync(join(place, from))).toBe(false);
      const history = theValue(await setting.host.call('history.list', { path: to }));
      expect(history.map((entry) => entry.revision)).toContain(first.revision);
    });

    it('keeps preferences, and tells of them', async () => {
      const before = theValue(await setting.host.call('preferences.read', {}));
      expect(before.recentLibraries[0]).toMatch(/library$/);
      const changed = event('preferences-changed');
      const after = theValue(await setting.host.call('preferences.write', { theme: 'dark' }));
      expect(after).toEqual({ ...before, theme: 'dark' });
      expect((await changed).preferences.theme).toBe('dark');
    });

    it('creates an empty library and the example one, in empty folders only', async () => {
      const full = await setting.host.call('library.create', { place, sample: false });
      expect(codeOf(full)).toBe('conflict');
      for (const sample of [false, true]) {
        const fresh = join(folder.make(), 'new');
        theValue(await setting.host.call('library.create', { place: fresh, sample }));
        const listing = theValue(await setting.host.call('library.list', {}));
        expect(listing.problems).toEqual([]);
        expect(listing.documents.some((one) => one.path === 'pages/about.md')).toBe(true);
      }
    });

    it('answers every call with an outcome, whatever it is given', async () => {
      for (const method of [
        ...Object.keys(requests),
        'no.such',
        '__proto__',
        'constructor',
        '',
        null,
        7,
      ] as Method[]) {
        for (const request of [
          null,
          7,
          'x',
          { path: '../../etc/passwd' },
          { path: 'a\u0000b.md' },
          { extra: 1 },
        ]) {
          const outcome = await setting.raw(method, request);
          expect(outcome).toMatchObject({ ok: false, error: { message: expect.any(String) } });
        }
      }
    });

    it('refuses when no library is open', async () => {
      theValue(await setting.host.call('library.close', {}));
      expect(codeOf(await setting.host.call('library.list', {}))).toBe('not-found');
      expect(theValue(await setting.host.call('host.describe', {})).library).toBeNull();
    });

    it('opens only folders', async () => {
      for (const wrong of [join(place, 'nowhere'), join(place, post), 'relative', '/', homedir()])
        expect(['not-found', 'unsupported']).toContain(
          codeOf(await setting.host.call('library.open', { place: wrong })),
        );
    });
  });
}
