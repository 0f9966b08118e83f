/** What a project hands over, and the card of its repository. */
import { escapeHtml, webAddress } from './escape.ts';

export interface Deliverable {
  readonly name: string;
  /** http or https address, or `#section` of the project's page; null when there is nothing to follow. */
  readonly url: string | null;
  /** Null when the writer does not say. */
  readonly done: boolean | null;
}

/**
 * The field `deliverables` of a project's front matter: a list of texts, or of `name` with `url` and
 * `done`. What is neither is left out.
 */
export function readDeliverables(field: unknown): Deliverable[] {
  if (!Array.isArray(field)) return [];
  return (field as unknown[]).slice(0, 50).flatMap((item): Deliverable[] => {
    if (typeof item === 'string' && item.trim() !== '') return [{ name: item.trim(), url: null, done: null }];
    if (typeof item !== 'object' || item === null) return [];
    const { name, url, done } = item as Record<string, unknown>;
    if (typeof name !== 'string' || name.trim() === '') return [];
    return [
      {
        name: name.trim(),
        url: typeof url === 'string' ? followable(url) : null,
        done: typeof done === 'boolean' ? done : null,
      },
    ];
  });
}

function followable(url: string): string | null {
  return /^#[\w-]+$/.test(url) ? url : webAddress(url);
}

/** The list; `page` stands before addresses such as `#table`. Empty without deliverables. */
export function deliverablesHtml(deliverables: readonly Deliverable[], page: string): string {
  if (deliverables.length === 0) return '';
  const items = deliverables.map(({ name, url, done }) => {
    const href = url?.startsWith('#') ? page + url : url;
    const shown = href === null ? escapeHtml(name) : `<a href="${escapeHtml(href)}">${escapeHtml(name)}</a>`;
    if (done === null) return `<li>${shown}</li>`;
    return done
      ? `<li class="done">${shown} <span class="deliverable-state">done</span></li>`
      : `<li class="open">${shown} <span class="deliverable-state">to come</span></li>`;
  });
  return `<ul class="deliverables">${items.join('')}</ul>`;
}

/** Where the code lives: the host, and owner and name. Empty when the address is no web address. */
export function repositoryHtml(repository: string | null): string {
  const address = repository === null ? null : webAddress(repository);
  if (address === null) return '';
  const [, host = '', path = ''] = /^https?:\/\/(?:www\.)?([^/?#]+)\/?([^?#]*)/i.exec(address) ?? [];
  const name = path.replace(/\/$|\.git\/?$/g, '');
  return `<a class="repository" href="${escapeHtml(address)}"><span class="repository-host">${escapeHtml(host)}</span> <span class="repository-name">${escapeHtml(name || host)}</span></a>`;
}
