import BrevoAPI
import JSON
import Testing

@Suite("A world's senders, IPs and children") struct SenderWorldTests {
  @Test func `are those that the account begins with`() throws {
    let brevo = try TestClient(world: [
      "domains": ["shop.example"],
      "dedicatedIps": [
        ["ip": "203.0.113.1", "domain": "a.example"],
        ["id": 9, "ip": "203.0.113.2", "domain": "b.example", "active": false],
      ],
      "senders": [
        [
          "id": 5, "name": "Shop", "email": "shop@shop.example",
          "ips": [["ip": "203.0.113.2", "weight": 90], ["ip": "203.0.113.1", "weight": 10]],
        ],
        ["name": "News", "email": "news@shop.example", "ips": [["ip": "203.0.113.1"]]],
      ],
      "children": [["key": "one"], ["key": "two", "ips": ["203.0.113.2"]]],
    ])
    let ips = try brevo.get("/senders/ips")["ips"]?.array?.compactMap { $0.object?["id"] }
    #expect(ips == [1, 9])
    #expect(
      try brevo.get("/senders/5/ips")
        == .ok([
          "ips": [
            ["id": 9, "ip": "203.0.113.2", "domain": "b.example", "weight": 90],
            ["id": 1, "ip": "203.0.113.1", "domain": "a.example", "weight": 10],
          ]
        ]))
    #expect(
      try brevo.get("/senders/6/ips")["ips"]?.array?.first?.object?["weight"] == 100,
      "a weight may be left out")
    #expect(
      try brevo.children() == [
        ["id": 1, "key": "one", "domains": [], "ips": []],
        ["id": 2, "key": "two", "domains": [], "ips": ["203.0.113.2"]],
      ])
  }

  static let ips: JSONValue = [["ip": "203.0.113.1", "domain": "a.example"]]

  static func sender(_ ips: JSONValue) -> JSONObject {
    ["dedicatedIps": Self.ips, "senders": [["name": "S", "email": "s@a.example", "ips": ips]]]
  }

  @Test(
    arguments: [
      (["domains": ["a.example", "b"]], ["domains[1]"]),
      (["dedicatedIps": [["ip": "a.example", "domain": "a.example"]]], ["dedicatedIps[0]", "ip"]),
      (["dedicatedIps": [["ip": "203.0.113.1"]]], ["dedicatedIps[0]", "domain"]),
      (sender([["ip": "203.0.113.2"]]), ["senders[0]", "203.0.113.2", "not in the world"]),
      (sender([["ip": "203.0.113.1", "weight": 99]]), ["senders[0]", "must equal 100"]),
      (sender([["ip": "203.0.113.1", "weight": 0]]), ["senders[0]", "weight"]),
      (sender([["ip": "203.0.113.1", "domain": "a.example"]]), ["senders[0]", "domain"]),
      (["children": [["key": "one"], ["id": 2]]], ["children[1]", "key"]),
      (["children": [["key": "one", "domains": ["a.example"]]]], ["children[0]", "domains"]),
      (["children": [["key": "one", "domains": [["domain": "a"]]]]], ["children[0]", "domain"]),
      (
        [
          "dedicatedIps": ips,
          "children": [["key": "one"], ["key": "two", "ips": ["203.0.113.2"]]],
        ],
        ["children[1]", "203.0.113.2", "not in the world"]
      ),
      (["settings": ["otp": 99_999]], ["settings", "otp"]),
      (["settings": ["reseller": "yes"]], ["settings", "reseller"]),
    ] as [(JSONObject, [String])])
  func `are refused with the part and the row that are wrong`(
    world: JSONObject, words: [String]
  ) throws {
    let error = #expect(throws: World.Failure.self) { _ = try TestClient(world: world) }
    for word in words {
      #expect(
        error?.description.contains(word) == true, "\(error?.description ?? "") has no \(word)")
    }
  }
}
