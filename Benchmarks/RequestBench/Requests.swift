import HTTP
import JSON

/// The bytes of a request, with the fields that clients commonly send.
func request(
  _ method: HTTPMethod, _ path: String, _ body: JSONValue? = nil, key: String = "xkeysib-bench"
) -> [UInt8] {
  let content = body?.bytes ?? []
  var head = "\(method.rawValue) \(path) HTTP/1.1\r\nHost: 127.0.0.1:2738\r\napi-key: \(key)\r\n"
  head += "Accept: application/json\r\nUser-Agent: bench/1.0\r\n"
  if body != nil {
    head += "Content-Type: application/json\r\nContent-Length: \(content.count)\r\n"
  }
  return Array((head + "\r\n").utf8) + content
}

/// The request that sends a mail.
func sending(_ mail: JSONObject) -> [UInt8] {
  request(.post, "/v3/smtp/email", .object(mail))
}

enum Mail {
  static let address = "ann@example.com"

  /// A mail of one kilobyte.
  static let plain: JSONObject = [
    "sender": ["email": "shop@example.com", "name": "Shop"],
    "to": [["email": .string(address), "name": "Ann"]],
    "subject": "Your order",
    "htmlContent": .string(
      "<p>" + String(repeating: "Thank you for your order. ", count: 33) + "</p>"),
  ]

  /// That mail, as many times.
  static func versions(_ count: Int) -> JSONObject {
    var mail = plain
    mail["to"] = nil
    mail["messageVersions"] = .array(
      Array(repeating: ["to": [["email": .string(address)]]], count: count))
    return mail
  }

  /// A mail that `template` makes.
  static func made(from id: JSONValue, number: Int) -> JSONObject {
    [
      "templateId": id, "to": [["email": .string(address), "name": "Ann"]],
      "params": ["number": .int(Int64(number)), "items": ["tea", "milk", "sugar"]],
    ]
  }

  static let template: JSONValue = [
    "templateName": "Order", "sender": ["email": "owner@example.com"], "isActive": true,
    "subject": "Your order {{ params.number }}",
    "htmlContent": """
    <p>Dear {{ contact.FIRSTNAME|default:"friend" }}</p>
    {% for item in params.items %}<li>{{ item }}</li>{% endfor %}
    """,
  ]
}

/// A task of a type, to be created.
func task(_ number: Int, ofType type: String) -> JSONValue {
  ["name": .string("Call \(number)"), "taskTypeId": .string(type), "date": "2027-02-01T12:00:00Z"]
}

/// What a test may want an account to hold.
let world: JSONValue = [
  "senders": [["id": 1, "name": "Shop", "email": "shop@example.com"]],
  "contacts": [["email": "ann@example.com", "attributes": ["FIRSTNAME": "Ann"]]],
  "templates": [
    [
      "id": 1, "name": "Order", "subject": "Your order {{ params.number }}",
      "htmlContent": "<p>Dear {{ contact.FIRSTNAME }}</p>", "sender": "shop@example.com",
    ]
  ],
]
