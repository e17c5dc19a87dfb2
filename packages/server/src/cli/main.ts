#!/usr/bin/env node
/** The program `kith`: has Node keep what it compiles, which halves the time to start, and runs. */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Beside the packages, where only those may write who may change the program itself.
enableCompileCache(join(import.meta.dirname, '../../../../node_modules/.cache/kith'));

await import('./program.ts');
