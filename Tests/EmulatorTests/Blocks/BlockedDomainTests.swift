import JSON
import Testing

@Suite("A blocked domain") struct BlockedDomainTests {
  let brevo: TestClient

  init() throws { brevo = try TestClient() }

  func domains() throws -> [String] {
    try brevo.get("/smtp/blockedDomains")["domains"]?.array?.compactMap(\.string) ?? []
  }

  @Test func `is blocked and unblocked, however it is spelt`() throws {
    #expect(try brevo.post("/smtp/blockedDomains", ["domain": "Example.Com"]) == .created())
    #expect(try domains() == ["example.com"])
    #expect(
      try brevo.post("/smtp/blockedDomains", ["domain": "EXAMPLE.COM"])
        == .refused(400, "duplicate_parameter", "Domain already exists"))
    #expect(try brevo.delete("/smtp/blockedDomains/eXample.com") == .noContent)
    #expect(try domains() == [])
  }

  @Test(arguments: [
    ("example.com", true, "two labels"), ("a.b.c.d.e.example", true, "many labels"),
    ("xn--bcher-kva.example", true, "Punycode"), ("bücher.example", true, "letters (assumed)"),
    ("1.example", true, "digits"), (String(repeating: "a", count: 63) + ".example", true, "63"),
    (String(repeating: "a", count: 64) + ".example", false, "a label of 64"),
    ("example", false, "no dot"), (".example.com", false, "an empty label"),
    ("example.com.", false, "a dot at the end (assumed)"), ("-a.example", false, "a hyphen first"),
    ("a-.example", false, "a hyphen last"), ("http://example.com", false, "a scheme"),
    ("example.com/path", false, "a path"), ("example.com:25", false, "a port"),
    ("@example.com", false, "an at sign"), ("ann@example.com", false, "an address"),
    ("*.example.com", false, "a wildcard"), ("exam ple.com", false, "a blank"),
    ("exa_mple.com", false, "an underscore (assumed)"), ("example.com\n", false, "a line end"),
  ])
  func `is the name of a host`(name: String, isOne: Bool, reason: String) throws {
    let reply = try brevo.post("/smtp/blockedDomains", ["domain": .string(name)])
    #expect(reply == (isOne ? .created() : .invalid("domain is not valid")), "\(reason)")
    #expect(try domains().count == (isOne ? 1 : 0))
  }

  @Test func `is listed in the order of blocking`() throws {
    let names = (1...60).map { "d\($0 * 7 % 61).example" }
    for name in names {
      #expect(try brevo.post("/smtp/blockedDomains", ["domain": .string(name)]).status == 201)
    }
    #expect(try domains() == names)
    #expect(try brevo.delete("/smtp/blockedDomains/\(names[0])") == .noContent)
    #expect(try brevo.post("/smtp/blockedDomains", ["domain": .string(names[0])]).status == 201)
    #expect(try domains() == names.dropFirst() + [names[0]])
  }

  @Test func `is blocked in its own account only`() throws {
    #expect(try brevo.post("/smtp/blockedDomains", ["domain": "example.com"]).status == 201)
    #expect(
      try brevo.other("another").get("/smtp/blockedDomains") == .ok(["domains": []]))
  }
}
