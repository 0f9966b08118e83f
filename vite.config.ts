/** The renderer: one page, built into dist/app, served by the Electron shell and by the web host alike. */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { excalidraw } from './main/build/excalidraw-plugin.mjs';

export default defineConfig({
  root: 'renderer',
  base: './',
  publicDir: false,
  plugins: [react(), excalidraw()],
  worker: { format: 'es' },
  build: {
    outDir: '../dist/app',
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 4096,
    reportCompressedSize: false,
  },
});
