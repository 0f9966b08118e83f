/**
 * Saving: when the text goes to its file, and what happens when it cannot.
 *
 * The saver knows nothing of the editor. It asks for the text when it needs it, hands a text that was
 * changed outside back, and says where things stand. All that it does with the host happens one step
 * after the other.
 */
import type { DocumentFile, Host, HostEvent, Revision } from '#core/host/contract.ts';
import type { LibraryPath } from '#core/host/library-path.ts';
import type { HostError } from '#core/host/outcome.ts';
import { Observable } from '#renderer/components/observable.ts';
import type { SaveStatus } from './session.ts';

/** Milliseconds of rest before a save; and how long the first unsaved keystroke waits at most. */
export const restBeforeSave = 350;
export const longestWait = 650;
const firstRetry = 1500;
const slowestRetry = 15_000;

/** Two versions of one document. `theirs` is null when the file is gone. */
export interface Conflict {
  readonly mine: string;
  readonly theirs: DocumentFile | null;
}

/** What the saver needs of the editor. */
export interface SavedText {
  /** The whole file as it stands in the editor. */
  current(): string;
  /** Shows a text that came from the disk, keeping the cursor. */
  adopt(file: DocumentFile): void;
}

export class Saver {
  readonly status = new Observable<SaveStatus>({ state: 'saved', error: null });
  readonly conflict = new Observable<Conflict | null>(null);
  /** A version of the text that lies in the drafts and not in the file. */
  readonly kept = new Observable<string | null>(null);

  readonly #host: Host;
  readonly #path: LibraryPath;
  readonly #text: SavedText;
  readonly #readOnly: boolean;
  #onDisk: string;
  #base: Revision | null;
  #changes = 0;
  #unsavedSince: number | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #retry = firstRetry;
  #draft: string | null = null;
  #work: Promise<unknown> = Promise.resolve();
  /** A look at the disk that has not begun yet: it answers for all that ask until then. */
  #check: Promise<void> | null = null;
  #closed = false;

  constructor(host: Host, file: DocumentFile, text: SavedText) {
    this.#host = host;
    this.#path = file.path;
    this.#text = text;
    this.#readOnly = file.readOnly !== null;
    this.#onDisk = file.text;
    this.#base = file.revision;
  }

  /** The text on the disk, as far as is known. */
  get savedText(): string {
    return this.#onDisk;
  }

  /** The revision that the next save starts from; null when the file is not there. */
  get revision(): Revision | null {
    return this.#base;
  }

  /** Tells that the writer changed something. Cheap: called at every keystroke. */
  changed(): void {
    if (this.#readOnly || this.#closed) return;
    this.#changes += 1;
    this.#unsavedSince ??= Date.now();
    if (this.status.get().state === 'saved') this.#say('unsaved');
    const waited = Date.now() - this.#unsavedSince;
    this.#schedule(Math.max(0, Math.min(restBeforeSave, longestWait - waited)));
  }

  /** Saves what is unsaved now. False when it is neither in the file nor in the drafts. */
  async flush(): Promise<boolean> {
    this.#stopTimer();
    await this.#next(() => this.#save());
    if (this.status.get().state === 'unsaved') await this.#next(() => this.#save());
    const { state } = this.status.get();
    return state === 'saved' || this.#draft === this.#text.current();
  }

  /** Tells of a fact from the host. */
  hear(event: HostEvent): void {
    if (event.type === 'document-changed' && event.path === this.#path) void this.check();
  }

  /** Looks whether the file is still what it was. */
  check(): Promise<void> {
    this.#check ??= this.#next(() => {
      this.#check = null;
      return this.#compareWithDisk();
    });
    return this.#check;
  }

  /** Ends a conflict: the writer's text is written over the other. */
  keepMine(): Promise<void> {
    return this.#next(async () => {
      const conflict = this.conflict.get();
      if (conflict === null) return;
      this.#base = conflict.theirs?.revision ?? null;
      this.#onDisk = conflict.theirs?.text ?? '';
      this.conflict.set(null);
      await this.#write(this.#text.current());
    });
  }

  /** Ends a conflict: the other text is shown, the writer's is kept in the drafts. */
  takeTheirs(): Promise<void> {
    return this.#next(async () => {
      const conflict = this.conflict.get();
      if (conflict?.theirs == null) return;
      const mine = this.#text.current();
      if (!(await this.#keepDraft(mine))) {
        const message = 'Your version could not be kept as a draft, so nothing was exchanged. Try again.';
        this.#say('conflict', { code: 'internal', message, path: this.#path });
        return;
      }
      this.#adopt(conflict.theirs);
      this.kept.set(mine);
    });
  }

  /** Shows a kept version to the writer; it is discarded when it is of no use any more. */
  offerKept(text: string): void {
    this.kept.set(text);
  }

  /** Forgets the kept version. */
  discardKept(): Promise<void> {
    return this.#next(async () => {
      this.kept.set(null);
      await this.#discardDraft(true);
    });
  }

  /** No more saves are begun. */
  close(): void {
    this.#closed = true;
    this.#stopTimer();
  }

  #say(state: SaveStatus['state'], error: HostError | null = null): void {
    const before = this.status.get();
    if (before.state !== state || before.error !== error) this.status.set({ state, error });
  }

  #next<T>(step: () => Promise<T>): Promise<T> {
    const result = this.#work.then(step);
    this.#work = result.catch(() => undefined);
    return result;
  }

  #stopTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #schedule(delay: number): void {
    this.#stopTimer();
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.#next(() => this.#save());
    }, delay);
  }

  async #save(): Promise<void> {
    if (this.#closed || this.#readOnly) return;
    const text = this.#text.current();
    if (this.conflict.get() !== null) {
      this.#unsavedSince = null;
      await this.#keepDraft(text);
      return;
    }
    if (text === this.#onDisk) {
      await this.#settle();
      return;
    }
    await this.#write(text);
  }

  async #write(text: string): Promise<void> {
    const changes = this.#changes;
    this.#unsavedSince = null;
    this.#say('saving');
    const outcome = await this.#host.call('document.write', { path: this.#path, text, base: this.#base });
    if (outcome.ok) {
      this.#base = outcome.value.revision;
      this.#onDisk = text;
      this.#retry = firstRetry;
      if (this.#changes === changes) await this.#settle();
      else {
        this.#say('unsaved');
        this.#unsavedSince ??= Date.now();
        if (this.#timer === null) this.#schedule(restBeforeSave);
      }
      return;
    }
    const { code } = outcome.error;
    if (code === 'conflict' || code === 'not-found') await this.#compareWithDisk();
    else await this.#failed(outcome.error, text);
  }

  /** Everything is in the file: an older draft is of no use. */
  async #settle(): Promise<void> {
    this.#unsavedSince = null;
    this.#say('saved');
    if (this.#draft !== null && this.kept.get() === null) await this.#discardDraft(false);
  }

  async #failed(error: HostError, text: string): Promise<void> {
    const kept = await this.#keepDraft(text);
    const where = error.path ?? this.#path;
    const safe = kept ? ' Your text is kept as a draft.' : ' Your text is in this window only: keep it open.';
    this.#say('error', { ...error, path: where, message: `${error.message}${safe}` });
    this.#schedule(this.#retry);
    this.#retry = Math.min(this.#retry * 2, slowestRetry);
  }

  async #compareWithDisk(): Promise<void> {
    const outcome = await this.#host.call('document.read', { path: this.#path });
    if (!outcome.ok) {
      if (outcome.error.code === 'not-found') await this.#inConflict(null);
      else if (this.status.get().state === 'saving') await this.#failed(outcome.error, this.#text.current());
      return;
    }
    const file = outcome.value;
    if (file.revision === this.#base && this.conflict.get() === null) {
      if (this.status.get().state === 'saving') {
        this.#say('unsaved');
        this.#schedule(this.#retry);
      }
      return;
    }
    const mine = this.#text.current();
    if (file.text === mine) {
      this.#base = file.revision;
      this.#onDisk = file.text;
      this.conflict.set(null);
      await this.#settle();
    } else if (mine === this.#onDisk) this.#adopt(file);
    else await this.#inConflict(file);
  }

  #adopt(file: DocumentFile): void {
    this.#base = file.revision;
    this.#onDisk = file.text;
    this.conflict.set(null);
    this.#unsavedSince = null;
    this.#stopTimer();
    this.#text.adopt(file);
    this.#say('saved');
  }

  async #inConflict(theirs: DocumentFile | null): Promise<void> {
    const mine = this.#text.current();
    this.#unsavedSince = null;
    this.conflict.set({ mine, theirs });
    this.#say('conflict');
    await this.#keepDraft(mine);
  }

  async #keepDraft(text: string): Promise<boolean> {
    if (this.#draft === text) return true;
    const outcome = await this.#host.call('draft.write', { path: this.#path, text, base: this.#base });
    if (outcome.ok) this.#draft = text;
    return outcome.ok;
  }

  async #discardDraft(always: boolean): Promise<void> {
    if (this.#draft === null && !always) return;
    this.#draft = null;
    await this.#host.call('draft.discard', { path: this.#path });
  }
}
