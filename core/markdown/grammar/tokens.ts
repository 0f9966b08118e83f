/**
 * Tokens, made in one step. markdown-it's own constructor defines eight of its fields through a
 * general function call each, which is the largest single cost of reading a document. These have the
 * same fields, in the same order, and the same methods.
 */
import MarkdownItClass from 'markdown-it';
import type { MarkdownIt, Token } from './types.ts';

type Nesting = Token['nesting'];
type Fields = { -readonly [Name in keyof Token]: Token[Name] } & { position: undefined };

/** As a function, so that nothing of the other constructor runs; the methods are the other's own. */
function makeToken(this: Fields, type: string, tag: string, nesting: Nesting): void {
  this.map = null;
  this.level = 0;
  this.children = null;
  this.content = '';
  this.markup = '';
  this.info = '';
  this.block = false;
  this.hidden = false;
  this.type = type;
  this.tag = tag;
  this.attrs = null;
  this.nesting = nesting;
  this.meta = null;
  // Where its block begins: see positions.ts. Here, so that all tokens have one shape.
  this.position = undefined;
}
makeToken.prototype = MarkdownItClass.Token.prototype;
const PlainToken = makeToken as unknown as new (type: string, tag: string, nesting: Nesting) => Token;

/** A token by itself. */
export function plainToken(type: string, tag: string, nesting: Nesting): Token {
  return new PlainToken(type, tag, nesting);
}

/** Has the states of block and inline reading push tokens of this kind. */
export function plainTokens(markdown: MarkdownIt): void {
  class Blocks extends MarkdownItClass.StateBlock {
    override push(type: string, tag: string, nesting: Nesting): Token {
      const token = new PlainToken(type, tag, nesting);
      token.block = true;
      // An opening stands at the level around it, and so does its closing.
      if (nesting === -1) this.level--;
      token.level = this.level;
      if (nesting === 1) this.level++;
      this.tokens.push(token);
      return token;
    }
  }
  class Inlines extends MarkdownItClass.StateInline {
    override pushPending(): Token {
      const token = new PlainToken('text', '', 0);
      token.content = this.pending;
      token.level = this.pendingLevel;
      this.pending = '';
      this.tokens.push(token);
      return token;
    }

    override push(type: string, tag: string, nesting: Nesting): Token {
      if (nesting !== 0) return super.push(type, tag, nesting);
      if (this.pending !== '') this.pushPending();
      const token = new PlainToken(type, tag, 0);
      token.level = this.level;
      this.pendingLevel = this.level;
      this.tokens.push(token);
      this.tokens_meta.push(undefined);
      return token;
    }
  }
  markdown.block.State = Blocks;
  markdown.inline.State = Inlines;
}
