/** The front matter of a document: found, read, and changed one field at a time. */
export { type FieldValue, setFrontMatterField } from './front-matter-edit.ts';
export {
  type FrontMatter,
  type FrontMatterFormat,
  type FrontMatterProblem,
  maxAliasCount,
  maxFrontMatterLength,
  splitFrontMatter,
} from './front-matter-source.ts';
