import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [react()],
        test: {
          name: 'unit',
          setupFiles: ['test/setup.ts'],
          include: ['test/unit/**/*.test.{ts,tsx}', 'test/electron/**/*.test.ts'],
          exclude: ['**/*.dom.test.ts'],
          environment: 'node',
          testTimeout: 20_000,
        },
      },
      {
        plugins: [react()],
        // Tests that need a document, and files beside it.
        test: {
          name: 'dom',
          setupFiles: ['test/setup.ts'],
          include: ['test/unit/**/*.dom.test.ts'],
          environment: './test/document-environment.ts',
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          environment: 'node',
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
          // A gesture can miss on a machine that is busy with something else; a real fault fails each time.
          retry: process.env.CI ? 2 : 0,
        },
      },
      {
        // Not a test: makes the pictures of the README again (`npm run screenshots`).
        test: {
          name: 'screenshots',
          include: ['test/screenshots/**/*.test.ts'],
          environment: 'node',
          testTimeout: 180_000,
        },
      },
    ],
  },
});
