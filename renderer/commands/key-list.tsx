import { type CommandSection, catalogue } from '#core/commands/catalogue.ts';
import { Dialog } from '#renderer/components/dialog.tsx';
import { showKeys } from './keys.ts';
import { useCommandList } from './registry.ts';

/** What the text understands as it is typed. */
const typed: readonly (readonly [string, string])[] = [
  ['/', 'insert a block'],
  ['# ', 'heading'],
  ['- ', 'list'],
  ['1. ', 'numbered list'],
  ['[ ] ', 'task'],
  ['> ', 'quotation'],
  ['``` ', 'code block'],
  ['$$ ', 'displayed formula'],
  ['$x$', 'formula'],
  ['**bold**', 'bold'],
  ['*italic*', 'italic'],
  ['[^1]', 'footnote'],
  ['@', 'citation, cross-reference'],
  ['[[', 'link to a document'],
];

/** The list of keyboard shortcuts. */
export function KeyList(props: { onClose(): void }) {
  const commands = useCommandList().filter((command) => command.keys !== undefined);
  const sections = [...new Set<CommandSection>(catalogue.map((entry) => entry.section))];
  return (
    <Dialog title="Keyboard shortcuts" className="key-list" onClose={props.onClose}>
      <div className="key-columns">
        {sections.map((section) => {
          const rows = commands.filter((command) => command.section === section);
          if (rows.length === 0) return null;
          return (
            <section key={section}>
              <h3>{section}</h3>
              <dl>
                {rows.map((command) => (
                  <div key={command.id}>
                    <dt>{command.title.replace('…', '')}</dt>
                    <dd>
                      <kbd>{showKeys(command.keys ?? '')}</kbd>
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          );
        })}
        <section>
          <h3>As you type</h3>
          <dl>
            {typed.map(([sign, meaning]) => (
              <div key={sign}>
                <dt>{meaning}</dt>
                <dd>
                  <kbd>{sign}</kbd>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
      <div className="dialog-actions">
        <button type="button" className="button" onClick={props.onClose}>
          Close
        </button>
      </div>
    </Dialog>
  );
}
