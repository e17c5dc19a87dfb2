/** The addresses of this machine on its local networks, the most likely one first: for `--lan`. */
import { networkInterfaces } from 'node:os';
import { addressMatcher } from '../base/cidr.ts';
import type { Config } from './config/config.ts';
import { ConfigProblem } from './config/problem.ts';
import { everywhere } from './config/public-url.ts';

type Interfaces = ReturnType<typeof networkInterfaces>;

/** Ranges that people's own networks use (RFC 1918). */
const isPrivate = addressMatcher(['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16']);

/** What an interface gives itself where nobody gave it an address (RFC 3927). */
const isSelfGiven = addressMatcher(['169.254.0.0/16']);

/** Interfaces that lead to containers, virtual machines and tunnels, where no phone is. */
const madeUp =
  /^(docker|br-|bridge|veth|virbr|vmnet|vboxnet|lxc|lxd|podman|cni|flannel|cali|tun|tap|utun|wg|tailscale|zt|ppp)/i;

/** IPv4 addresses that others may reach this machine by: private ones of real interfaces first. */
export function lanAddresses(interfaces: Interfaces = networkInterfaces()): readonly string[] {
  const found = Object.entries(interfaces).flatMap(([name, addresses = []]) =>
    addresses
      .filter(({ family, internal, address }) => family === 'IPv4' && !internal && !isSelfGiven(address))
      .map(({ address }) => ({ address, rank: (isPrivate(address) ? 0 : 1) + (madeUp.test(name) ? 2 : 0) })),
  );
  return found.sort((one, other) => one.rank - other.rank).map(({ address }) => address);
}

/** The addresses that a server with this configuration offers to its network; none without `--lan`. */
export function offeredAddresses({ lan, host }: Pick<Config, 'lan' | 'host'>): readonly string[] {
  if (!lan) return [];
  const addresses = everywhere.has(host) ? lanAddresses() : [host];
  if (addresses.length > 0) return addresses;
  throw new ConfigProblem({
    code: 'lan',
    message: 'This machine has no address on a network, so --lan has nothing to offer.',
    fix: 'connect it to a network, or start without --lan',
  });
}
