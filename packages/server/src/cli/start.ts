/** `kith start`: runs the server until it is told to stop. */

import { constants } from 'node:os';
import { systemClock } from '../base/clock.ts';
import { createLogger } from '../server/logger.ts';
import { startServer } from '../server/server.ts';
import { version } from '../server/version.ts';
import { banner } from './banner.ts';
import { forceFlag } from './command.ts';
import { configured } from './configured.ts';
import { exitCodes } from './exit-codes.ts';
import { nextSignal } from './signals.ts';

export const start = configured(
  {
    says: 'Start the server; this is what kith does without a command.',
    args: [],
    flags: { force: forceFlag },
    more: [
      'SIGTERM or SIGINT tells all connections to come back, finishes what is under way and ends. Again: at once.',
    ],
  },
  async ({ terminal }, config, warnings) => {
    // Nothing goes on in a state that nobody thought of; whoever runs it starts it anew.
    for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
      process.on(event, (error: unknown) => {
        process.stderr.write(
          `kith: a bug ends this server: ${error instanceof Error ? error.stack : String(error)}\n`,
        );
        process.exit(1);
      });
    }
    const signal = nextSignal();
    const log = createLogger({ level: config.logLevel, format: config.logFormat });
    for (const warning of warnings) log.warn(warning);
    const { url, lanUrls, metricsUrl, halted, close } = await startServer(config, { log });
    // Since the process began, which is what its operator waited for.
    const readyMs = Math.round(systemClock.monotonic());
    if (config.logFormat === 'pretty') terminal.say(banner({ config, url, lanUrls, metricsUrl, readyMs }));
    else {
      const offered = lanUrls.length > 0 ? { lanUrls } : {};
      log.info({ version, url, ...offered, metricsUrl, dataDir: config.dataDir, readyMs }, 'ready');
    }
    const name = await Promise.race([signal, halted.then((cause) => ({ cause }))]);
    if (typeof name === 'object') {
      log.fatal({ err: name.cause }, 'the store cannot go on; start the server again');
      process.exit(exitCodes.failed.code);
    }
    void nextSignal().then((again) => process.exit(128 + constants.signals[again]));
    log.info({ signal: name }, 'stopping; once more to stop at once');
    await close();
    return 'ok';
  },
);
