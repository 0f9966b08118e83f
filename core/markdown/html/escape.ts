/** Text made safe for HTML. */
import MarkdownItClass from 'markdown-it';

const plain = new MarkdownItClass();

export function escapeHtml(text: string): string {
  return plain.utils.escapeHtml(text);
}

/** An address as it stands in an attribute: percent-encoded, hosts in ASCII. */
export function encodeAddress(address: string): string {
  return plain.normalizeLink(address);
}
