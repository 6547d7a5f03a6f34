import BrevoStore
import CivilTime
import HTTP
import JSON
import Testing

@Suite("A webhook is told") struct WebhookEventTests {
  let brevo: TestClient

  init() throws {
    brevo = try TestClient(world: ["settings": ["utcOffset": "+01:00"]])
    try brevo.freeze(at: .text("2026-03-15T12:00:00.250Z"))
  }

  func send(to address: String, _ changes: JSONObject = [:]) throws {
    var changes = changes
    changes["to"] = [["email": .string(address)]]
    try brevo.sendMail(changes)
  }

  @Test(arguments: [
    ("ann@example.com", ["request", "delivered"]),
    ("hard-bounce@magic.test", ["request", "hard_bounce"]),
    ("soft-bounce@magic.test", ["request", "soft_bounce"]),
    ("deferred@magic.test", ["request", "deferred"]),
    ("blocked@magic.test", ["request", "blocked"]),
    ("invalid@magic.test", ["request", "invalid_email"]),
    ("error@magic.test", ["request", "error"]),
    ("opened@magic.test", ["request", "delivered", "unique_opened"]),
    ("clicked@magic.test", ["request", "delivered", "unique_opened", "click"]),
    ("loaded-by-proxy@magic.test", ["request", "delivered", "unique_proxy_open"]),
    ("spam@magic.test", ["request", "delivered", "spam"]),
    ("unsubscribed@magic.test", ["request", "delivered", "unsubscribed"]),
  ])
  func `of every event in its own words`(address: String, events: [String]) throws {
    try brevo.setWebhook()
    try send(to: address)
    #expect(try brevo.toldEvents() == events)
  }

  @Test func `what the contract lists`() throws {
    try brevo.setWebhook(["id": 77])
    try send(
      to: "owner@example.com",
      ["tags": ["tag1", "tag2"], "headers": ["X-Mailin-custom": #"{"meta": "data"}"#]])
    let row = try #require(try brevo.rows(to: "owner@example.com").first)
    let id = try #require(row["messageId"])
    let mirror = "http://127.0.0.1:2738/_mock/m/\(row["uuid"]?.string ?? "")"
    #expect(
      try brevo.told().first == [
        "event": "request", "email": "owner@example.com", "id": 77, "date": "2026-03-15 13:00:00",
        "ts": 1_773_576_000, "ts_event": 1_773_576_000, "ts_epoch": 1_773_576_000_250,
        "message-id": id, "subject": "Your order", "X-Mailin-custom": #"{"meta": "data"}"#,
        "tag": #"["tag1","tag2"]"#, "tags": ["tag1", "tag2"], "sending_ip": "127.0.0.1",
        "mirror_link": .string(mirror), "contact_id": 1,
      ])
    #expect(
      try brevo.told().last == [
        "event": "delivered", "email": "owner@example.com", "id": 77,
        "date": "2026-03-15 13:00:00", "ts": 1_773_576_000, "ts_event": 1_773_576_000,
        "ts_epoch": 1_773_576_000_251, "message-id": id, "subject": "Your order",
        "X-Mailin-custom": #"{"meta": "data"}"#, "tag": #"["tag1","tag2"]"#,
        "tags": ["tag1", "tag2"], "sending_ip": "127.0.0.1",
      ])
  }

  @Test func `why a mail failed, and what was clicked with what`() throws {
    try brevo.setWebhook()
    try send(to: "hard-bounce@magic.test")
    #expect(
      try brevo.told().last?["reason"]
        == "550 5.5.0 Requested action not taken: mailbox unavailable.")
    try send(to: "ann@example.com")
    let uuid = try #require(try brevo.rows(to: "ann@example.com").first?["uuid"]?.string)
    #expect(try brevo.happen(.clicks, to: uuid, link: "http://shop.example/7"))
    let click = try #require(try brevo.told().last)
    #expect(click["event"] == "click")
    #expect(click["link"] == "http://shop.example/7")
    #expect(click["device_used"] == "DESKTOP")
    #expect(click["user_agent"] != nil)
    #expect(click["mirror_link"] != nil)
    #expect(click["contact_id"] == nil, "nobody of the account has that address")
    #expect(click["reason"] == nil)
  }

  @Test func `of the first open in another word than of later ones`() throws {
    try brevo.setWebhook()
    try send(to: "opened@magic.test")
    let uuid = try #require(try brevo.rows(to: "opened@magic.test").first?["uuid"]?.string)
    for kind in [Event.Kind.opened, .loadedByProxy, .loadedByProxy, .clicks, .clicks] {
      #expect(try brevo.happen(kind, to: uuid))
    }
    #expect(
      try brevo.toldEvents().dropFirst(2) == [
        "unique_opened", "opened", "unique_proxy_open", "proxy_open", "click", "click",
      ])
  }

  @Test(
    arguments: [
      (["tags": ["one"]], #"["one"]"#, "an array of one is still a text that holds an array"),
      (["tags": ["a\"b", "ü"]], #"["a\"b","ü"]"#, "as JSON"),
      (["headers": ["X-Mailin-Tag": "word"]], "word", "the bare word of the header"),
      (["tags": ["one"], "headers": ["X-Mailin-Tag": "word"]], #"["one"]"#, "tags win"),
      ([:], nil, "no tag"),
    ] as [(JSONObject, String?, String)])
  func `of the tag as a text`(changes: JSONObject, tag: String?, reason: String) throws {
    try brevo.setWebhook()
    try send(to: "ann@example.com", changes)
    for event in try brevo.told() {
      #expect(event["tag"]?.string == tag, "\(reason)")
      #expect(event["tags"] == changes["tags"], "\(reason)")
    }
  }

  @Test func `the template's number, and its name where there is no tag`() throws {
    let brevo = try TestClient(world: [
      "senders": [["name": "Shop", "email": "shop@example.com"]],
      "templates": [
        [
          "id": 7, "name": "Order", "subject": "S", "htmlContent": "<p>Thank you</p>",
          "sender": "shop@example.com",
        ],
        [
          "id": 8, "name": "Order", "subject": "S", "htmlContent": "<p>Thank you</p>",
          "sender": "shop@example.com", "tag": "orders",
        ],
      ],
    ])
    try brevo.setWebhook()
    for id in [7, 8] as [Int64] {
      #expect(try brevo.post("/smtp/email", Mail.template(id)).status == 201)
    }
    let told = try brevo.told()
    #expect(told.map { $0["template_id"] } == [7, 7, 8, 8])
    #expect(told.map { $0["tag"] } == ["Order", "Order", "orders", "orders"])
    #expect(told.allSatisfy { $0["tags"] == nil })
  }

  @Test(
    arguments: [
      (["sent"], ["request"]), (["request"], ["request"]), (["delivered"], ["delivered"]),
      (["hardBounce"], ["hard_bounce"]), (["softBounce"], ["soft_bounce"]),
      (["blocked"], ["blocked"]), (["spam"], ["spam"]), (["invalid"], ["invalid_email"]),
      (["deferred"], ["deferred"]), (["click"], ["click"]), (["opened"], ["opened"]),
      (["uniqueOpened"], ["unique_opened"]), (["unsubscribed"], ["unsubscribed"]),
      (["click", "spam"], ["click", "spam"]),
    ] as [([JSONValue], Set<String>)])
  func `of what it subscribes to`(events: [JSONValue], told: Set<String>) throws {
    try brevo.setWebhook(["events": .array(events)])
    for recipient in MagicRecipient.table {
      if case .mail = recipient.fate { try send(to: recipient.address) }
    }
    let uuid = try #require(try brevo.rows(to: "opened@magic.test").first?["uuid"]?.string)
    #expect(try brevo.happen(.opened, to: uuid))
    #expect(try Set(brevo.toldEvents()) == told)
  }

  @Test func `of scheduled mail when it leaves`() throws {
    try brevo.setWebhook()
    try brevo.sendMail(["scheduledAt": "2026-03-15T13:00:00Z"])
    #expect(try brevo.told().isEmpty)
    try brevo.advance(seconds: 7200)
    #expect(try brevo.toldEvents() == ["request", "delivered"])
    #expect(try brevo.told().map { $0["date"] } == ["2026-03-15 14:00:00", "2026-03-15 14:00:00"])
  }

  @Test func `in one array of all that happens together, if it wants that`() throws {
    try brevo.setWebhook(["batched": true])
    try brevo.sendMail(["to": Mail.parties(3)])
    try brevo.sendMail()
    let bodies = try brevo.callbacks().map { $0["body"]?.array?.count }
    #expect(bodies == [6, 2], "three mails, then one")
    #expect(try brevo.told().map { $0["event"] }.prefix(2) == ["request", "delivered"])
    try brevo.sendMail(["to": Mail.parties(99), "scheduledAt": "2026-03-15T13:00:00Z"])
    for _ in 0..<5 {
      try brevo.sendMail(["to": Mail.parties(99), "scheduledAt": "2026-03-15T14:00:00Z"])
    }
    try brevo.advance(seconds: 7200)
    #expect(
      try brevo.callbacks().dropFirst(2).map { $0["body"]?.array?.count } == [1000, 188],
      "a thousand at a time")
  }

  @Test func `nothing of a request that is undone`() throws {
    try brevo.setWebhook(["batched": true])
    struct Undone: Error {}
    let account = try brevo.accounts.account(brevo.key)
    #expect(throws: Undone.self) {
      try account.round { round in
        let store = round.transaction
        try store.webhooks.replace(with: [])
        try store.webhooks.insert(Webhook(url: "http://127.0.0.1:9/other"))
        try store.callbacks.insert(Callback(.webURL, to: "http://127.0.0.1:9/", [:]), at: store.now)
        throw Undone()
      }
    }
    #expect(try brevo.told().isEmpty)
    try brevo.sendMail()
    #expect(try brevo.callbacks().map { $0["url"] } == ["http://127.0.0.1:9/hook"])
  }

  @Test func `only of its own account`() throws {
    try brevo.setWebhook()
    try brevo.other("another").sendMail()
    #expect(try brevo.told().isEmpty)
    #expect(try brevo.other("another").told().isEmpty)
  }
}
