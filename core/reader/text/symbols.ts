/** Symbols in a formula: the letters and commands that stand for something. */

const notSymbols = new Set(
  `frac dfrac tfrac sum prod int oint sqrt left right big Big bigg Bigg bigl bigr text mathrm mathbf mathit operatorname
mathcal mathbb mathfrak mathsf boldsymbol bm hat bar tilde vec dot ddot overline underline widehat widetilde overbrace
underbrace begin end quad qquad cdot cdots ldots dots vdots ddots times div pm mp le leq ge geq ne neq approx sim simeq
equiv propto to mapsto rightarrow leftarrow Rightarrow Leftarrow iff implies in notin subset subseteq cup cap setminus
emptyset forall exists neg land lor infty partial nabla log ln exp sin cos tan max min sup inf lim arg argmax argmin det
dim ker deg gcd Pr mid lvert rvert lVert rVert vert Vert langle rangle lfloor rfloor lceil rceil circ star ast oplus
otimes perp parallel top bot ll gg prime displaystyle textstyle limits nolimits label tag nonumber not mod bmod pmod
binom tbinom choose stackrel overset underset substack aligned align cases matrix pmatrix bmatrix array mathop hspace
vspace phantom smash color mbox rm bf it sf tt cal textbf textit texttt textsf mathtt pi colon coloneqq triangleq middle`.split(
    /\s+/,
  ),
);
const styled =
  /\\(?:mathcal|mathbb|mathfrak|mathbf|boldsymbol|bm|vec|hat|tilde|bar)\s*(?:\{\s*(\\?[A-Za-z]+)\s*\}|(\\[A-Za-z]+|[A-Za-z]))/g;
const words =
  /\\(?:text|mathrm|operatorname|mathit|textbf|textit|texttt|mathsf|label|tag|begin|end)\*?\s*\{[^{}]*\}/g;

/** Symbols of a formula in order of appearance, each once: `x`, `\theta`, `\mathcal{L}`. Bound indices are left out. */
export function symbolsIn(tex: string): string[] {
  const found: string[] = [];
  const bound = new Set<string>(['d', 'e']);
  for (const match of tex.matchAll(
    /\\(?:sum|prod|int|bigcup|bigcap|max|min|arg\s?max|arg\s?min|lim|sup|inf)(?:\\limits)?\s*_\s*(?:\{\s*([A-Za-z])\b|([A-Za-z]))/g,
  )) {
    bound.add(match[1] ?? match[2] ?? '');
  }
  const add = (symbol: string): void => {
    if (!found.includes(symbol)) found.push(symbol);
  };
  let rest = tex.replace(words, ' ');
  rest = rest.replace(styled, (whole, inner: string | undefined, bare: string | undefined) => {
    const letter = inner ?? bare ?? '';
    if (/^\\?[A-Za-z]+$/.test(letter) && !notSymbols.has(letter.replace('\\', ''))) {
      // Blackboard letters are names that everybody shares: the reals, an expectation, a probability.
      if (!whole.startsWith('\\mathbb')) add(`${letter}`);
    }
    return ' ';
  });
  for (const match of rest.matchAll(/\\([A-Za-z]+)|([A-Za-z]+)/g)) {
    const command = match[1];
    if (command !== undefined) {
      if (!notSymbols.has(command)) add(`\\${command}`);
      continue;
    }
    // Three letters and more, or capitals in a row, are a word: log, OR, SE. p( ) and N( ) are functions that have names.
    const run = match[2] ?? '';
    if (run.length > 2 || /^[A-Z]{2}$/.test(run)) continue;
    if (/^(?:p|P|N|E)$/.test(run) && /^\s*(?:\\left)?\s*[([]/.test(rest.slice(match.index + run.length)))
      continue;
    for (const letter of run) if (!bound.has(letter) && !/[ijk]/.test(letter)) add(letter);
  }
  return found;
}
