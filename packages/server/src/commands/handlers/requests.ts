/** Handles `requests.*`. */
import { durably } from './durable.ts';

export const requestHandlers = {
  'requests.accept': durably('requests.accept'),
};
