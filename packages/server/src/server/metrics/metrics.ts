/** Metrics: watches the store, the commands and the rooms of a server, and tells Prometheus on a port of their own. */
import type { Server } from 'node:http';
import type { Registry } from 'prom-client';
import type { Clock } from '../../base/clock.ts';
import type { Commands } from '../../commands/service.ts';
import type { Store } from '../../store/port.ts';
import type { Listening } from '../listening.ts';
import { answerScrapes, type MetricsDoor, openMetricsDoor } from './door.ts';
import { createInstruments, type Instruments } from './instruments.ts';
import { observeCommands } from './observed-commands.ts';
import { observeStore } from './observed-store.ts';
import { processRegistry } from './process.ts';
import { type ReadRooms, readRooms } from './reading.ts';

/** Opens the metrics door, which asks to come again until there are rooms to read. Throws `ConfigProblem`. */
export async function openMetrics(port: number, clock: Clock): Promise<Metrics> {
  return new Metrics(await openMetricsDoor(port), clock);
}

/** The metrics of one server. */
export class Metrics {
  /** Where they are told. */
  readonly url: string;
  readonly listening: Listening;
  readonly #clock: Clock;
  readonly #registry: Registry;
  readonly #instruments: Instruments;

  constructor({ url, listening }: MetricsDoor, clock: Clock) {
    const { registry, instruments } = createInstruments();
    this.url = url;
    this.listening = listening;
    this.#clock = clock;
    this.#registry = registry;
    this.#instruments = instruments;
  }

  /** The store, watched. */
  observeStore(store: Store): Store {
    return observeStore(store, { instruments: this.#instruments, clock: this.#clock });
  }

  /** The commands room, watched. */
  observeCommands(commands: Commands): Commands {
    return observeCommands(commands, { instruments: this.#instruments, clock: this.#clock });
  }

  /** Counts what the HTTP door answers. */
  observeHttp(server: Server): void {
    const { kith_http_responses_total: responses } = this.#instruments;
    server.on('request', (_, response) =>
      response.once('finish', () => responses.inc({ status: String(response.statusCode) })),
    );
  }

  /** Tells from now on how the rooms are. */
  tell(rooms: ReadRooms, onBug: (error: unknown) => void): void {
    const ofProcess = processRegistry();
    const write = async () => {
      readRooms(rooms, this.#instruments);
      const texts = [await this.#registry.metrics(), await ofProcess.metrics()];
      return { type: this.#registry.contentType, text: texts.join('\n') };
    };
    this.listening.answer(answerScrapes(write, onBug));
  }
}
