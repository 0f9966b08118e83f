/**
 * jsdom's document for tests that also read files. The built-in jsdom environment resolves modules as for a
 * browser, where `node:fs` does not exist; this one resolves them as for Node.
 */
import { builtinEnvironments } from 'vitest/runtime';

export default { ...builtinEnvironments.jsdom, name: 'document', viteEnvironment: 'ssr' };
