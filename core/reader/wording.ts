/** Putting words into a prompt: `{reader}`, `{term}`, and what a person would say when a slot is empty. */

const signs: ReadonlyMap<string, string> = new Map(
  `le ≤|leq ≤|ge ≥|geq ≥|ne ≠|neq ≠|times ×|cdot ·|approx ≈|sim ∼|in ∈|to →|rightarrow →|infty ∞|pm ±|sum Σ|prod Π|partial ∂|nabla ∇
alpha α|beta β|gamma γ|delta δ|epsilon ε|varepsilon ε|zeta ζ|eta η|theta θ|iota ι|kappa κ|lambda λ|mu μ|nu ν|xi ξ|pi π|rho ρ
sigma σ|tau τ|upsilon υ|phi φ|varphi φ|chi χ|psi ψ|omega ω|Gamma Γ|Delta Δ|Theta Θ|Lambda Λ|Xi Ξ|Pi Π|Sigma Σ|Phi Φ|Psi Ψ|Omega Ω`
    .split(/[|\n]/)
    .map((pair) => pair.split(' ') as [string, string]),
);

/** `$n \\le d$` as a person writes it by hand: n ≤ d. What has no sign of its own stays as it is. */
function handwritten(text: string): string {
  return text.replace(/\$(?=\S)([^$]*\S)\$(?!\d)/g, (_, tex: string) =>
    tex.replace(/\\([A-Za-z]+)/g, (command, name: string) => signs.get(name) ?? command).replace(/[{}]/g, ''),
  );
}

/** Fills the slots. `{reader}` at the start of a sentence gets its capital; an empty slot leaves no gap. */
export function fill(
  wording: string,
  slots: Readonly<Record<string, string | number>>,
  reader: string,
): string {
  let text = wording.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (name === 'reader') return reader;
    const value = slots[name];
    if (value === undefined) return '';
    // This one names the reader itself; all others are the writer's text, braces and all.
    return name === 'theirs' ? String(value).replace('{reader}', reader) : handwritten(String(value));
  });
  text = text
    .replace(/\s+([.,?!])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
  // A quote that ends its own sentence needs no second mark.
  text = text.replace(/([.!?])”([.])/g, '$1”');
  return text
    .replace(
      /(^|[.?!]\s)(your \p{L}+)/gu,
      (_, start: string, words: string) => start + words.charAt(0).toUpperCase() + words.slice(1),
    )
    .replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}
