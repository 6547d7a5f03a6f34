import BrevoStore
import CivilTime
import JSON
import Testing

@Suite("A list of tasks") struct TaskListTests {
  let brevo: TestClient

  /// A name, and what else is told of the task. It is Sunday, the 15th of March, noon.
  private static let tasks: [(String, JSONObject)] = [
    ("last week", ["date": "2026-03-08T23:59:59.999Z", "done": true]),
    ("monday", ["date": "2026-03-09T00:00:00Z", "contactsIds": [1, 2], "duration": 5]),
    ("this morning", ["date": "2026-03-15T00:00:00Z", "contactsIds": [2]]),
    ("this minute", ["date": "2026-03-15T12:00:00Z", "assignToId": "ann@example.com"]),
    (
      "tonight",
      [
        "date": "2026-03-15T23:59:59.999Z", "taskTypeId": .string(TaskWorld.call), "done": true,
        "assignToId": .string(TaskWorld.ann),
      ]
    ),
    (
      "tomorrow",
      ["date": "2026-03-16T00:00:00Z", "dealsIds": .array(TaskWorld.deals.map { .string($0) })]
    ),
    (
      "after tomorrow",
      [
        "date": "2026-03-17T00:00:00Z", "dealsIds": [.string(TaskWorld.deals[0])],
        "companiesIds": [.string(TaskWorld.companies[1])], "notes": "a",
      ]
    ),
  ]

  init() throws {
    brevo = try TestClient(world: TaskWorld.object) { $0.offset.minutes = 330 }
    for (index, (name, change)) in Self.tasks.enumerated() {
      try brevo.freeze(at: try Instant.text("2026-03-01T12:00:00Z") + .minutes(Int64(index)))
      var task = change
      task["name"] = .string(name)
      try brevo.createTask(task)
    }
    try brevo.freeze(at: .text("2026-03-15T12:00:00Z"))
  }

  static let queries: [(String, [String], String)] = [
    ("filter[status]=done", ["last week", "tonight"], "what is done"),
    (
      "filter[status]=undone",
      ["monday", "this morning", "this minute", "tomorrow", "after tomorrow"], "what is not"
    ),
    ("filter[date]=overdue", ["monday", "this morning"], "before now, and not done"),
    ("filter[date]=today", ["this morning", "this minute", "tonight"], "of UTC"),
    ("filter[date]=tomorrow", ["tomorrow"], "the whole day, and no more"),
    ("filter[date]=week", ["monday", "this morning", "this minute", "tonight"], "from Monday"),
    (
      "filter[date]=range&dateFrom=1773532800000&dateTo=1773576000000",
      ["this morning", "this minute"], "both ends belong to it"
    ),
    ("filter[date]=range&dateFrom=0&dateTo=0", [], "an instant"),
    (
      "filter[date]=range&dateFrom=-9223372036854775808&dateTo=9223372036854775807",
      tasks.map(\.0), "all of time"
    ),
    ("dateFrom=5&dateTo=1", tasks.map(\.0), "ends of no range are not heeded"),
    ("filter[type]=\(TaskWorld.call)", ["tonight"], "a type"),
    ("filter[type]=\(TaskWorld.call.uppercased())", ["tonight"], "a type with capitals"),
    ("filter[type]=\(TaskWorld.nothing)", [], "a type that does not exist"),
    ("filter[assignTo]=\(TaskWorld.ann)", ["this minute", "tonight"], "a user by id"),
    ("filter[assignTo]=ANN@example.com", ["this minute", "tonight"], "a user by address"),
    ("filter[assignTo]=nobody@example.com", [], "nobody"),
    ("filter[contacts]=1", ["monday"], "a contact"),
    ("filter[contacts]=3,2", ["monday", "this morning"], "one of two contacts"),
    ("filter[contacts]=3%2C2", ["monday", "this morning"], "an encoded comma"),
    ("filter[contacts]=99", [], "a contact that does not exist"),
    ("filter[deals]=\(TaskWorld.deals[0])", ["tomorrow", "after tomorrow"], "a deal"),
    ("filter[deals]=\(TaskWorld.deals[1].uppercased())", ["tomorrow"], "another, with capitals"),
    (
      "filter[companies]=\(TaskWorld.companies.joined(separator: ","))", ["after tomorrow"],
      "one of two companies"
    ),
    (
      "filter[status]=undone&filter[date]=today&filter[contacts]=2", ["this morning"],
      "all of several filters"
    ),
    ("filter[status]=done&filter[date]=overdue", [], "what is done is not overdue"),
    ("filter[colour]=red&page=2", tasks.map(\.0), "what is not known is not heeded"),
  ]

  @Test(arguments: queries.indices)
  func `is narrowed by`(index: Int) throws {
    let (query, names, reason) = Self.queries[index]
    #expect(try brevo.taskNames(query + "&sort=asc") == names, "\(reason)")
    let encoded = query.replacing("[", with: "%5B").replacing("]", with: "%5D")
    #expect(try brevo.taskNames(encoded + "&sort=asc") == names, "\(reason), encoded")
    #expect(
      try brevo.taskNames(query) == names.reversed(), "\(reason), the newest first if not asked")
  }

  @Test(arguments: [
    "filter[status]=Done", "filter[status]=", "filter[date]=yesterday", "filter[date]=range",
    "filter[date]=range&dateFrom=1", "filter[date]=range&dateTo=1",
    "filter[date]=range&dateFrom=2&dateTo=1", "filter[date]=range&dateFrom=x&dateTo=1",
    "dateFrom=2026-03-15", "dateTo=1.5", "filter[type]=Email", "filter[type]=7",
    "filter[contacts]=ann", "filter[contacts]=1,", "filter[contacts]=0",
    "filter[deals]=1", "filter[deals]=\(TaskWorld.deals[0]),x", "filter[companies]=,",
    "filter[assignTo]=", "limit=-1", "limit=ten", "offset=-1", "offset=x", "sort=up",
    "sortBy=colour", "sortBy=Name", "filter[status]=%zz",
  ])
  func `is not narrowed by`(query: String) throws {
    #expect(try brevo.get("/crm/tasks?\(query)") == .notValid)
  }

  @Test(arguments: [
    ("name", ["after tomorrow", "last week", "monday"]),
    ("date", ["last week", "monday", "this morning"]),
    ("done", ["monday", "this morning", "this minute"]),
    ("createdAt", ["last week", "monday", "this morning"]),
    ("updatedAt", ["last week", "monday", "this morning"]),
    ("taskTypeId", ["last week", "monday", "this morning"]),
    // What is not set comes before what is (assumed).
    ("duration", ["last week", "this morning", "this minute"]),
    ("notes", ["last week", "monday", "this morning"]),
    ("assignToId", ["last week", "monday", "this morning"]),
    ("reminder", ["last week", "monday", "this morning"]),
    // Lists are sorted as they are written (assumed).
    ("contactsIds", ["monday", "this morning", "last week"]),
    ("dealsIds", ["tomorrow", "after tomorrow", "last week"]),
    ("companiesIds", ["after tomorrow", "last week", "monday"]),
  ])
  func `is sorted by any property`(key: String, first: [String]) throws {
    let rising = try brevo.taskNames("sortBy=\(key)&sort=asc")
    #expect(rising.prefix(3) == first[...])
    #expect(try brevo.taskNames("sortBy=\(key)") == rising.reversed())
  }

  @Test func `is sorted by ids too`() throws {
    let items = try brevo.get("/crm/tasks?sortBy=id&sort=asc")["items"]?.array ?? []
    let ids = items.compactMap { $0.object?["id"]?.string }
    #expect(ids == ids.sorted())
    #expect(ids.count == Self.tasks.count)
  }

  @Test func `has fifty at once unless more are wanted, without a maximum`() throws {
    for number in 1...60 { try brevo.createTask(["name": .string("\(number)")]) }
    #expect(try brevo.taskNames("").count == 50)
    #expect(try brevo.taskNames("limit=1000000").count == 67)
    #expect(try brevo.taskNames("limit=9223372036854775807&offset=60").count == 7)
    #expect(try brevo.taskNames("limit=0") == [])
    #expect(try brevo.taskNames("limit=2&offset=1") == ["59", "58"])
    #expect(try brevo.taskNames("limit=2&offset=65&sort=asc") == ["59", "60"])
    #expect(try brevo.taskNames("offset=67") == [])
  }

  @Test func `shows tasks as they are shown alone`() throws {
    let id = try brevo.createTask()
    let list = try brevo.get("/crm/tasks?limit=1")
    #expect(list == .ok(["items": [.object(try brevo.task(id))]]))
  }
}
