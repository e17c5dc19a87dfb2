/** How the web client is built: static files in `out/`, which the Kith server serves on its own port. */
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { licences } from './licences.ts';

const server = process.env.KITH_SERVER ?? 'http://127.0.0.1:3000';

export default defineConfig({
  plugins: [react(), tailwind(), licences()],
  build: {
    outDir: 'out',
    emptyOutDir: true,
    target: 'baseline-widely-available',
    // A font or image inside a style sheet would need `data:` in the policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  // `npm run dev -w apps/web`: pages that change while you edit, before a server that runs elsewhere.
  server: { proxy: { '/v1': { target: server, ws: true, changeOrigin: true } } },
});
