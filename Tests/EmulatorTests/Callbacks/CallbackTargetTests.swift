import Emulator
import Sockets
import Testing

@Suite("A call may go") struct CallbackTargetTests {
  static let near = [
    ("127.0.0.1", "loopback"), ("127.255.255.254", "all of loopback"), ("10.0.0.0", "10/8"),
    ("10.255.255.255", "10/8, its end"), ("172.16.0.1", "172.16/12"),
    ("172.31.255.255", "172.16/12, its end"), ("192.168.0.1", "192.168/16"),
    ("192.168.255.255", "192.168/16, its end"), ("::1", "loopback"), ("fc00::1", "fc00::/7"),
    ("fdff:ffff::1", "fc00::/7, its end"), ("::ffff:127.0.0.1", "IPv4 in IPv6"),
    ("::ffff:192.168.1.1", "IPv4 in IPv6"),
  ]

  static let far = [
    ("8.8.8.8", "anybody"), ("0.0.0.0", "this host, as some systems take it"),
    ("9.255.255.255", "below 10/8"), ("11.0.0.0", "above 10/8"), ("126.255.255.255", "below 127/8"),
    ("128.0.0.1", "above 127/8"), ("172.15.255.255", "below 172.16/12"),
    ("172.32.0.0", "above 172.16/12"), ("192.167.255.255", "below 192.168/16"),
    ("192.169.0.0", "above 192.168/16"), ("169.254.169.254", "link-local: metadata of clouds"),
    ("100.64.0.1", "shared by providers"), ("224.0.0.1", "many"), ("255.255.255.255", "all"),
    ("::", "this host"), ("::2", "not loopback"), ("fbff::1", "below fc00::/7"),
    ("fe00::1", "above fc00::/7"), ("fe80::1", "link-local"), ("ff02::1", "many"),
    ("2001:db8::1", "anybody"), ("::ffff:8.8.8.8", "IPv4 in IPv6"),
    ("::ffff:169.254.169.254", "IPv4 in IPv6"), ("::127.0.0.1", "an old way to write IPv4"),
  ]

  func address(_ text: String) throws -> SocketAddress {
    try #require(SocketAddress.addresses(of: text).first)
  }

  @Test(arguments: near) func `to what is near`(text: String, reason: String) throws {
    #expect(try CallbackTargets().admits(address(text), of: "some.example"), "\(reason)")
  }

  @Test(arguments: far) func `to nobody else`(text: String, reason: String) throws {
    #expect(try !CallbackTargets().admits(address(text), of: "some.example"), "\(reason)")
    #expect(try !CallbackTargets().admits(address(text), of: "localhost"), "whatever its name")
  }

  @Test(
    arguments: [
      (["hooks.example"], "8.8.8.8", "hooks.example", true, "a name"),
      (["Hooks.Example"], "8.8.8.8", "hooks.example", true, "in either case of letters"),
      (["hooks.example"], "8.8.8.8", "a.hooks.example", false, "not what is below it"),
      (["hooks.example"], "8.8.8.8", "example", false, "not what is above it"),
      (["8.8.8.8"], "8.8.8.8", "8.8.8.8", true, "an address"),
      (["8.8.8.8"], "8.8.4.4", "8.8.4.4", false, "not the next one"),
      (["8.8.8.8"], "8.8.8.8", "dns.example", true, "an address, whoever leads to it"),
      (["8.8.8.8"], "::ffff:8.8.8.8", "::ffff:8.8.8.8", true, "however it is written"),
      (["2001:db8:0::1"], "2001:db8::1", "2001:db8::1", true, "however it is written"),
      (["a.example", "b.example"], "8.8.8.8", "b.example", true, "one of several"),
      (["localhost"], "8.8.8.8", "other.example", false, "a name is no address"),
    ] as [([String], String, String, Bool, String)])
  func `to hosts that are named`(
    hosts: [String], text: String, host: String, isAdmitted: Bool, reason: String
  ) throws {
    let targets = CallbackTargets(allowing: hosts)
    #expect(try targets.admits(address(text), of: host) == isAdmitted, "\(reason)")
  }

  @Test(arguments: [
    ("example.com", true), ("my_service", true), ("EXAMPLE.com", true), ("10.0.0.1", true),
    ("::1", true), ("[::1]", true), ("", false), ("http://a.b", false), ("a.b:80", false),
    ("a.b/c", false), ("a b", false), ("*", false),
  ])
  func `to what has the form of a host`(text: String, isHost: Bool) {
    #expect(CallbackTargets.isHost(text) == isHost)
  }
}
