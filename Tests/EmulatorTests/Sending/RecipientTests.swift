import JSON
import Testing

@Suite("The recipients of a mail") struct RecipientTests {
  let brevo: TestClient

  init() throws { brevo = try TestClient() }

  // MARK: Addresses

  @Test(arguments: [
    ("ann@example.com", "plain"), ("ann.o'neil+tag@example.co.uk", "all kinds of signs"),
    ("ANN@EXAMPLE.COM", "capitals"), ("änn@exämple.com", "letters beyond ASCII"),
    ("a@b.io", "short"), ("1@2.io", "digits"), ("a@xn--exmple-cua.com", "a punycode label"),
    (String(repeating: "a", count: 64) + "@example.com", "a local part of 64 octets"),
  ])
  func `may have addresses like`(address: String, reason: String) throws {
    try brevo.sendMail(["to": [["email": .string(address)]]])
    #expect(try brevo.rows(to: address).first?["email"] == .string(address), "\(reason)")
  }

  @Test(arguments: [
    ("ann", "no domain"), ("@example.com", "no local part"), ("ann@", "no domain"),
    ("ann@example", "one label"), ("ann@@example.com", "two signs"),
    ("ann bob@example.com", "a blank"), ("ann@exa mple.com", "a blank"),
    (".ann@example.com", "a dot first"), ("ann.@example.com", "a dot last"),
    ("a..b@example.com", "two dots"), ("ann@-example.com", "a hyphen first"),
    ("ann@example..com", "an empty label"), ("Ann <ann@example.com>", "a name"),
    ("ann@example.com,bob@example.com", "two addresses"), (" ann@example.com", "a blank first"),
    ("ann@example.com\n", "a line end"), ("ann@[127.0.0.1]", "a literal address"),
    (String(repeating: "a", count: 65) + "@example.com", "a local part of 65 octets"),
  ])
  func `may not have addresses like`(address: String, reason: String) throws {
    for kind in ["to", "cc", "bcc"] {
      let reply = try brevo.post("/smtp/email", Mail.with([kind: [["email": .string(address)]]]))
      #expect(reply == .invalid("email is not valid in \(kind)"), "\(reason)")
    }
    try brevo.expectNoMail()
  }

  @Test func `are all looked at, not only the first one`() throws {
    let parties: JSONValue = [["email": "ann@example.com"], ["email": "bob"]]
    #expect(
      try brevo.post("/smtp/email", Mail.with(["to": parties]))
        == .invalid("email is not valid in to"))
    try brevo.expectNoMail()
  }

  @Test func `have names of 70 characters, counted as people do not bytes`() throws {
    let name = String(repeating: "é", count: 70)
    try brevo.sendMail(["to": [["email": "ann@example.com", "name": .string(name)]]])
    let longer: JSONValue = [["email": "bob@example.com", "name": .string(name + "é")]]
    #expect(
      try brevo.post("/smtp/email", Mail.with(["to": longer]))
        == .invalid("name is not valid in to"))
  }

  // MARK: Limits

  @Test func `are at most 2000 in a request`() throws {
    var mail: JSONObject = ["cc": Mail.parties(1000), "bcc": Mail.parties(999)]
    try brevo.sendMail(mail)
    #expect(try brevo.rows(to: "1@example.com").count == 2)
    mail["bcc"] = Mail.parties(1000)
    let reply = try brevo.post("/smtp/email", Mail.with(mail))
    #expect(reply.status == 400)
    #expect(reply["code"] == "out_of_range")
    #expect(try brevo.rows(to: "1@example.com").count == 2)
  }

  @Test func `are at most 99 in a version`() throws {
    let most: JSONObject = [
      "to": Mail.parties(97), "cc": [["email": "cc@example.com"]],
      "bcc": [["email": "bcc@example.com"]],
    ]
    try brevo.sendMail(["messageVersions": [.object(most)]])
    var tooMany = most
    tooMany["to"] = Mail.parties(98)
    let reply = try brevo.post("/smtp/email", Mail.with(["messageVersions": [.object(tooMany)]]))
    #expect(reply.status == 400)
    #expect(reply["code"] == "out_of_range")
    #expect(try brevo.rows(to: "1@example.com").count == 1)
  }

  @Test func `are at most 99 in a version, with the copies of the mail`() throws {
    let reply = try brevo.post(
      "/smtp/email",
      Mail.with(["cc": Mail.parties(50), "messageVersions": [["to": Mail.parties(50)]]]))
    #expect(reply["code"] == "out_of_range", "the version goes to a hundred: \(reply)")
  }

  @Test func `are at most 2000 in all versions together`() throws {
    func versions(_ count: Int) -> JSONValue {
      .array(Array(repeating: ["to": Mail.parties(80)], count: count))
    }
    #expect(try brevo.sendMail(["messageVersions": versions(25)]).count == 25)
    let reply = try brevo.post("/smtp/email", Mail.with(["messageVersions": versions(26)]))
    #expect(reply["code"] == "out_of_range")
    #expect(try brevo.rows(to: "1@example.com").count == 25)
  }

  @Test func `are in at most 1000 versions`() throws {
    func versions(_ count: Int) -> JSONValue {
      .array(Array(repeating: ["to": [["email": "ann@example.com"]]], count: count))
    }
    #expect(try brevo.sendMail(["messageVersions": versions(1000)]).count == 1000)
    let reply = try brevo.post("/smtp/email", Mail.with(["messageVersions": versions(1001)]))
    #expect(reply["code"] == "out_of_range")
  }

  @Test func `fill a To header of at most 4095 characters`() throws {
    // 82 addresses of 48 characters, with a comma and a blank between them: 4098.
    func to(_ count: Int, last: Int) -> JSONValue {
      .array(
        (1...count).map { index in
          let length = (index == count ? last : 48) - "@example.com".count
          let digits = "\(index)"
          return [
            "email": .string(
              String(repeating: "x", count: length - digits.count) + digits + "@example.com")
          ]
        })
    }
    let refused = try brevo.post("/smtp/email", Mail.with(["to": to(82, last: 46)]))
    #expect(
      refused
        == .refused(
          400, "INVALID_PARAMETER",
          "Unexpected long headers length, got: 4096 want: less than 4096 chars"))
    #expect(try brevo.post("/smtp/email", Mail.with(["to": to(82, last: 45)])).status == 201)
    #expect(
      try brevo.post("/smtp/email", Mail.with(["bcc": to(99, last: 48)])).status == 201,
      "copies stand in other headers")
  }
}
