/** The page's end of the review worker: started on first use, one for the window. */
import type { ReaderDifference, Review } from '#core/reader/engine.ts';
import type { DocumentToReview, ReviewAnswer, ReviewRequest } from './messages.ts';

class ReviewClient {
  #worker: Worker | null = null;
  #next = 1;
  readonly #waiting = new Map<number, (answer: ReviewAnswer) => void>();

  /** Null when the review failed. */
  async review(document: DocumentToReview): Promise<Review | null> {
    const answer = await this.#ask((id) => ({ id, type: 'review', document }));
    return answer.type === 'review' ? answer.review : null;
  }

  async compare(document: DocumentToReview): Promise<ReaderDifference | null> {
    const answer = await this.#ask((id) => ({ id, type: 'compare', document }));
    return answer.type === 'compare' ? answer.difference : null;
  }

  #ask(make: (id: number) => ReviewRequest): Promise<ReviewAnswer> {
    const id = this.#next++;
    const worker = this.#start();
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      worker.postMessage(make(id));
    });
  }

  #start(): Worker {
    if (this.#worker !== null) return this.#worker;
    const worker = new Worker(new URL('./review-worker.ts', import.meta.url), {
      type: 'module',
      name: 'reader',
    });
    worker.onmessage = ({ data }: MessageEvent<ReviewAnswer>) => {
      this.#waiting.get(data.id)?.(data);
      this.#waiting.delete(data.id);
    };
    worker.onerror = () => {
      for (const [id, settle] of this.#waiting)
        settle({ id, type: 'failed', message: 'The reader stopped.' });
      this.#waiting.clear();
      worker.terminate();
      this.#worker = null;
    };
    this.#worker = worker;
    return worker;
  }
}

export const reviewClient = new ReviewClient();
