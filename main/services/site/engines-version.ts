/** Changes with what the engines write, so that cached pieces of an older version are not used. */
export const enginesVersion = 'katex-0.18.11 highlight.js-11.12.0 1';
