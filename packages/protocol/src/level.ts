/** The contract level of this package: `hello` and the header `kith-level` name the lowest of all nodes. */
export const contractLevel = 1;

/** The WebSocket subprotocol of this contract (RFC 6455 §1.9). */
export const subprotocol = 'kith.v1';
