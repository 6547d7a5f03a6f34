import BrevoAPI
import BrevoStore
import Emulator
import HTTP
import HTTPServer
import JSON
import Testing

/// A page of a foreign site must not reach the emulator through somebody's browser.
@Suite("A host") struct HostTests {
  func ask(
    _ method: HTTPMethod, _ path: String, _ fields: HTTPFields, allowed: [String] = []
  ) throws -> HTTPResponse {
    let answer = try answer(to: method, path, fields, allowed: allowed)
    guard case .now(let response) = answer else { throw TestFailure("not answered") }
    return response
  }

  /// Whether a request is let in, whatever becomes of it.
  func admits(
    _ method: HTTPMethod, _ path: String, _ fields: HTTPFields, allowed: [String]
  ) throws -> Bool {
    switch try answer(to: method, path, fields, allowed: allowed) {
    case .now(let response): response.status.code != 403
    case .later: true
    }
  }

  private func answer(
    to method: HTTPMethod, _ path: String, _ fields: HTTPFields, allowed: [String]
  ) throws -> HTTPAnswer {
    let emulator = Emulator(
      accounts: try Accounts(in: nil, world: World(), settings: Settings()),
      hosts: HostPolicy(allowed: allowed), version: "test")
    var all: HTTPFields = ["api-key": "reseller-k"]
    all.append(fields)
    return try #require(emulator.respond(to: [HTTPRequest(method, path, fields: all)]).first)
  }

  @Test(arguments: Route.all)
  func `that is foreign is refused on every route`(route: Route) throws {
    let (method, path) = (route.method, route.path)
    for fields: HTTPFields in [
      ["Host": "evil.example:2738"],
      ["Host": "127.0.0.1", "Origin": "https://evil.example"],
    ] {
      let answer = try ask(method, path, fields)
      let reply = try TestReply(answer)
      #expect(reply.status == 403)
      #expect(reply["code"] == "permission_denied")
      #expect(reply["message"]?.string?.contains("--allow-host evil.example") == true)
      #expect(answer.fields["access-control-allow-origin"] == nil, "no page may read it")
      #expect(try admits(method, path, fields, allowed: ["evil.example"]))
    }
  }

  @Test(arguments: ["/livez", "/readyz"])
  func `does not matter to who asks for health`(path: String) throws {
    #expect(try ask(.get, path, ["Host": "evil.example"]).status == .ok)
  }

  @Test(arguments: [
    ("127.0.0.1", true, "an address"), ("127.0.0.1:2738", true, "with a port"),
    ("192.0.2.7:80", true, "any address"), ("[::1]", true, "of version 6"),
    ("[2001:db8::7]:2738", true, "with a port"), ("localhost", true, "this machine"),
    ("LOCALHOST:1", true, "case does not count"), ("localhost.", true, "the whole name"),
    ("brevo-mock:2738", true, "a service in a network of containers"),
    ("api.brevo.com", true, "the service's own name"), ("", true, "none at all"),
    ("evil.example", false, "a name that somebody owns"), ("evil.example.", false, "the same"),
    ("127.0.0.1.evil.example", false, "begins like an address"),
    ("1.2.3", false, "no address"), ("1.2.3.256", false, "no address"),
    ("localhost.evil.example", false, "begins like this machine"),
    ("evil%2eexample", false, "a hidden dot"), ("api.brevo.com.evil.example", false, "begins so"),
  ])
  func `passes if nobody can let it point here`(
    host: String, passes: Bool, reason: String
  ) throws {
    for path in ["/v3/smtp/templates", "/_mock/clock", "/openapi.json"] {
      let status = try ask(.get, path, ["Host": host]).status
      #expect(status.code == (passes ? 200 : 403), "\(reason)")
    }
  }

  @Test func `of a whole URL counts instead of the field`() throws {
    #expect(
      try ask(.get, "http://evil.example/v3/smtp/templates", ["Host": "localhost"]).status.code
        == 403)
  }

  @Test(arguments: [
    ("http://127.0.0.1:3000", true, true, "the same host, another port"),
    ("http://localhost:5173", true, false, "an application in development"),
    ("https://app.localhost", true, false, "likewise"), ("http://[::1]", true, false, "likewise"),
    ("http://192.0.2.7", false, false, "somebody's address"),
    ("http://intranet", false, false, "somebody's name"),
    ("null", false, false, "a file, or a frame without a site"),
    ("https://localhost.evil.example", false, false, "begins like this machine"),
  ])
  func `of an origin passes if it is this machine, and for control if it is the same`(
    origin: String, passes: Bool, controls: Bool, reason: String
  ) throws {
    let fields: HTTPFields = ["Host": "127.0.0.1:2738", "Origin": origin]
    let answer = try ask(.get, "/v3/smtp/templates", fields)
    #expect(answer.status.code == (passes ? 200 : 403), "\(reason)")
    #expect(answer.fields["access-control-allow-origin"] == (passes ? "*" : nil))
    let control = try ask(.get, "/_mock/clock", fields)
    #expect(control.status.code == (controls ? 200 : 403), "\(reason)")
    #expect(control.fields["access-control-allow-origin"] == nil)
  }

  @Test func `that was allowed may read control answers`() throws {
    let fields: HTTPFields = ["Host": "127.0.0.1", "Origin": "http://localhost:5173"]
    for method in [HTTPMethod.get, .options] {
      let answer = try ask(method, "/_mock/clock", fields, allowed: ["localhost"])
      #expect(answer.status.code == (method == .get ? 200 : 204))
      #expect(answer.fields["access-control-allow-origin"] == "http://localhost:5173")
      #expect(answer.fields["vary"] == "Origin")
    }
    let fields2: HTTPFields = ["Host": "127.0.0.1", "Origin": "null"]
    #expect(try ask(.get, "/_mock/clock", fields2, allowed: ["null"]).status == .ok)
  }

  @Test func `that is none cannot be allowed`() {
    for host in ["mock.example.com", "Mock.Example.com:2738", "192.0.2.7", "[::1]", "null"] {
      #expect(HostPolicy.isHost(host))
    }
    for host in ["", "http://mock.example.com", "a/b", "a b", "*.example.com"] {
      #expect(!HostPolicy.isHost(host))
    }
  }
}
