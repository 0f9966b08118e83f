/** What an answer does besides being kept: the field it fills, the block it becomes. */
import type { DocumentNode, DocumentTree } from '#core/markdown/schema.ts';
import type { ReviewPrompt } from '#core/reader/engine.ts';
import type { Reader } from '#core/reader/reader.ts';
import type { DocumentSession } from '#renderer/editor/session.ts';
import { sessionPassage } from './passages.ts';

/** What the button beside "Keep" offers for this answer, or null when the answer is only kept. */
export function offerFor(prompt: ReviewPrompt): string | null {
  switch (prompt.becomes) {
    case 'takeaway':
      return 'Make it the takeaway';
    case 'summary':
      return 'Make it the summary';
    case 'title':
      return 'Make it the title';
    case 'stake':
    case 'misreading':
      return 'Add it to the reader';
    case 'caption':
      return 'Make it the caption';
    case 'alt':
      return 'Make it the description';
    case 'example':
      return 'Put it in as an example';
    case 'misreading-block':
      return 'Put it in as a misreading';
    case 'context-block':
      return 'Put it in as context';
    case 'gloss':
      return prompt.id === 'D02' ? 'Spell it out in the text' : 'Put it behind the word';
    case 'text':
    case 'figure-reference':
      return 'Put it into the draft';
    default:
      return null;
  }
}

function paragraph(text: string): DocumentNode {
  return { type: 'paragraph', content: [{ type: 'text', text }] };
}

function div(name: string, text: string): DocumentNode {
  return { type: 'div', attrs: { name, attributes: name, colons: 3 }, content: [paragraph(text)] };
}

/** Where an answer about a passage goes: after its block; without one, after the block with the cursor. */
function placeFor(prompt: ReviewPrompt, session: DocumentSession): number {
  return prompt.passages[0]?.block[0] ?? session.currentBlock.get();
}

/** `mesa-optimiser (a learned search)`, or for letters `reinforcement learning (RL)`. */
function gloss(prompt: ReviewPrompt, text: string, session: DocumentSession, tree: DocumentTree): boolean {
  const passage = prompt.passages[0];
  const span = passage === undefined ? null : session.locate(sessionPassage(tree, passage));
  if (span === null || passage === undefined) return false;
  const clause = text.replace(/[.]$/, '');
  if (prompt.id === 'D02') {
    session.editor.commands.insertContentAt(span, { type: 'text', text: `${clause} (${passage.quote})` });
  } else session.editor.commands.insertContentAt(span.to, { type: 'text', text: ` (${clause})` });
  return true;
}

/** Puts an answer where it belongs in the document. Answers whether there was such a place. */
export function putAnswer(
  prompt: ReviewPrompt,
  text: string,
  session: DocumentSession,
  tree: DocumentTree,
): boolean {
  const block = placeFor(prompt, session);
  switch (prompt.becomes) {
    case 'takeaway':
    case 'summary':
    case 'title':
      return session.setFrontMatter(prompt.becomes, text).ok;
    case 'caption':
      session.updateFigure(block, { caption: text });
      return true;
    case 'alt':
      session.updateFigure(block, { alt: text });
      return true;
    case 'example':
      session.insertBlocks(block, [div('example', text)]);
      return true;
    case 'misreading-block':
      session.insertBlocks(block, [div('misreading', text)]);
      return true;
    case 'context-block':
      session.insertBlocks(-1, [div('context', text)]);
      return true;
    case 'gloss':
      return gloss(prompt, text, session, tree);
    case 'text':
    case 'figure-reference':
      session.insertBlocks(block, [paragraph(text)]);
      return true;
    default:
      return false;
  }
}

/** The reader after an answer that is about them; null when the answer is not. */
export function readerAfter(prompt: ReviewPrompt, text: string, reader: Reader): Reader | null {
  if (prompt.becomes === 'stake') return { ...reader, stake: text };
  if (prompt.becomes === 'misreading' && !reader.misreadings.includes(text)) {
    return { ...reader, misreadings: [...reader.misreadings, text] };
  }
  return null;
}
