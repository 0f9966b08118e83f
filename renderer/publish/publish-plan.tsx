/** What an export would do, and what to look at first. */
import type { ExportPlan, SiteProblem } from '#core/host/contract.ts';
import { isDocumentPath } from './site-problem.ts';

export interface PlanProps {
  readonly plan: ExportPlan;
  onOpen(problem: SiteProblem): void;
}

export function Plan({ plan, onOpen }: PlanProps) {
  const nothing = plan.added.length + plan.changed.length + plan.removed.length === 0;
  return (
    <>
      <section aria-labelledby="publish-changes">
        <h2 id="publish-changes">What will change</h2>
        {nothing ? (
          <p className="publish-quiet">Nothing to publish: the site is up to date.</p>
        ) : (
          <>
            <PathList name="New" paths={plan.added} />
            <PathList name="Changed" paths={plan.changed} />
            <PathList name="Removed" paths={plan.removed} />
            {plan.unchanged > 0 ? (
              <p className="publish-quiet">
                {plan.unchanged} {plan.unchanged === 1 ? 'file stays' : 'files stay'} as{' '}
                {plan.unchanged === 1 ? 'it is' : 'they are'}.
              </p>
            ) : null}
          </>
        )}
      </section>
      <Problems title="Look at these first" problems={plan.problems} onOpen={onOpen} />
    </>
  );
}

function PathList({ name, paths }: { readonly name: string; readonly paths: readonly string[] }) {
  if (paths.length === 0) return null;
  const pages = paths.filter((path) => path.endsWith('.html'));
  const files = paths.filter((path) => !path.endsWith('.html'));
  const words = [
    pages.length > 0 ? `${pages.length} ${pages.length === 1 ? 'page' : 'pages'}` : '',
    files.length > 0 ? `${files.length} ${files.length === 1 ? 'file' : 'files'}` : '',
  ].filter((part) => part !== '');
  return (
    <details className="publish-paths" open={paths.length <= 12}>
      <summary>
        <span className="publish-paths-name">{name}</span> {words.join(', ')}
      </summary>
      <ul>
        {[...pages, ...files].map((path) => (
          <li key={path}>{path}</li>
        ))}
      </ul>
    </details>
  );
}

const wordOf: Readonly<Record<SiteProblem['severity'], string>> = {
  error: 'Must be put right',
  warning: 'Check',
  note: 'Note',
};

export function Problems({
  title,
  problems,
  onOpen,
}: {
  readonly title: string;
  readonly problems: readonly SiteProblem[];
  onOpen(problem: SiteProblem): void;
}) {
  if (problems.length === 0) return null;
  return (
    <section aria-labelledby="publish-problems">
      <h2 id="publish-problems">{title}</h2>
      <ul className="publish-problems">
        {problems.map((problem) => {
          const where =
            problem.path === null
              ? ''
              : problem.line === null
                ? problem.path
                : `${problem.path}, line ${problem.line}`;
          return (
            <li
              key={`${problem.rule}:${where}:${problem.message}`}
              className={`publish-problem ${problem.severity}`}
            >
              <p>
                <span className="publish-severity">{wordOf[problem.severity]}.</span> {problem.message}
              </p>
              {where === '' ? null : isDocumentPath(problem.path) ? (
                <button type="button" className="publish-where link" onClick={() => onOpen(problem)}>
                  {where}
                </button>
              ) : (
                <p className="publish-where">{where}</p>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
