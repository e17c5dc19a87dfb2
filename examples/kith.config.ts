/** The apps of a server, and what its operator decides of them: `kith start --config examples/kith.config.ts`. */
import { defineConfig } from '@kith/schema';
import { notes } from './notes.ts';

export default defineConfig({
  apps: [notes],
  managed: {
    notes: {
      'editor.size': { value: 16 },
      'editor.spelling': { value: true, locked: true },
      'pins.welcome': { value: true },
    },
  },
});
