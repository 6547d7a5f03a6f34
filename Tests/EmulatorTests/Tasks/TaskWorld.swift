import HTTP
import JSON
import Testing

/// What the tests of tasks refer to.
enum TaskWorld {
  static let email = "61a88a2eb7a5741802612345"
  static let call = "61a88a2eb7a5741802612346"
  static let olivia = "5b1a17d914b73d35a76ca0c7"
  static let ann = "5b1a17d914b73d35a76ca0c8"
  static let deals = ["61a5ce58c5d4795761045990", "61a5ce58c5d4795761045991"]
  static let companies = ["61a5ce58c5d4795761045994", "61a5ce58c5d4795761045995"]
  /// The id of nothing.
  static let nothing = "000000000000000000000000"

  static let object: JSONObject = [
    "taskTypes": [
      ["id": .string(email), "title": "Email"], ["id": .string(call), "title": "Call"],
    ],
    "users": [
      ["id": .string(olivia), "email": "olivia@example.com", "name": "Olivia"],
      ["id": .string(ann), "email": "ann@example.com", "name": "Ann"],
    ],
    "deals": .array(deals.map { ["id": .string($0), "name": "A deal"] }),
    "companies": .array(
      companies.map {
        ["id": .string($0), "name": "A company", "attributes": ["industry": "Toys"]]
      }),
    "contacts": .array(
      (1...3).map { ["id": .int($0), "email": .string("\($0)@example.com")] }),
  ]

  static let plain: JSONObject = [
    "name": "Write to Ann", "taskTypeId": .string(email), "date": "2026-03-20T09:00:00.000Z",
  ]

  /// A plain task with other members; those that are null are left out.
  static func with(_ changes: JSONObject = [:]) -> JSONValue {
    var task = plain
    for (name, value) in changes.members { task[name] = value == .null ? nil : value }
    return .object(task)
  }
}

extension TestReply {
  /// What the service behind tasks says of whatever is wrong with a query or a body.
  static let notValid = invalid("Not valid data.")
  static let notFound = notFound("Document not found")
  static let noID = invalid("Route attribute id is not valid.")
}

extension TestClient {
  func patch(_ path: String, _ body: JSONValue) throws -> TestReply {
    try send(.patch, path, body)
  }

  /// Creates a task, and answers its id.
  @discardableResult
  func createTask(_ changes: JSONObject = [:]) throws -> String {
    let reply = try post("/crm/tasks", TaskWorld.with(changes))
    return try #require(reply["id"]?.string, "\(reply)")
  }

  func task(_ id: String) throws -> JSONObject {
    let reply = try get("/crm/tasks/\(id)")
    return try #require(reply.body?.object, "\(reply)")
  }

  /// The names of the tasks that a query lists.
  func taskNames(_ query: String) throws -> [String] {
    let reply = try get("/crm/tasks?" + query)
    let items = try #require(reply["items"]?.array, "\(query) is answered \(reply)")
    return items.compactMap { $0.object?["name"]?.string }
  }
}
