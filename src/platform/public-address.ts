import { BlockList, isIP } from 'node:net'

/** Which addresses are out in the open. What lies in our own network, or in no network at all, must not be called for strangers. */

const notPublic4 = new BlockList()
for (const [network, bits] of [
  ['0.0.0.0', 8], // this host: RFC 791
  ['10.0.0.0', 8], // private: RFC 1918
  ['100.64.0.0', 10], // carrier-grade NAT: RFC 6598
  ['127.0.0.0', 8], // loopback: RFC 1122
  ['169.254.0.0', 16], // link-local, and where clouds keep their credentials: RFC 3927
  ['172.16.0.0', 12], // private
  ['192.0.0.0', 24], // protocol assignments: RFC 6890
  ['192.0.2.0', 24], // documentation: RFC 5737
  ['192.88.99.0', 24], // 6to4 relays, given up: RFC 7526
  ['192.168.0.0', 16], // private
  ['198.18.0.0', 15], // benchmarks: RFC 2544
  ['198.51.100.0', 24], // documentation
  ['203.0.113.0', 24], // documentation
  ['224.0.0.0', 4], // multicast: RFC 5771
  ['240.0.0.0', 4], // reserved, and broadcast: RFC 1112
] as const)
  notPublic4.addSubnet(network, bits, 'ipv4')

/** Of IPv6, global unicast alone: no loopback, unique local, link-local, multicast, and no IPv4 in disguise. */
const global6 = new BlockList()
global6.addSubnet('2000::', 3, 'ipv6')
const notPublic6 = new BlockList()
for (const [network, bits] of [
  ['2001::', 23], // protocol assignments, Teredo among them: RFC 2928
  ['2001:db8::', 32], // documentation: RFC 3849
  ['2002::', 16], // 6to4: an IPv4 address within: RFC 3056
  ['3fff::', 20], // documentation: RFC 9637
] as const)
  notPublic6.addSubnet(network, bits, 'ipv6')

/** False also for what is no address. */
export function isPublic(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !notPublic4.check(address, 'ipv4')
  return family === 6 && !address.includes('%') && global6.check(address, 'ipv6') && !notPublic6.check(address, 'ipv6')
}
