import CivilTime
import Emulator
import HTTP
import HTTPServer
import JSON
import Testing

/// What others have written is shown, but cannot do anything: neither run scripts nor pass for
/// something else.
@Suite("A document") struct DocumentHeadTests {
  private let brevo: TestClient

  init() throws {
    brevo = try TestClient(world: Campaign.world("33600000001"))
    try brevo.freeze(at: .text("2026-03-15T12:00:00Z"))
  }

  /// The paths of documents, by the operations that answer them.
  private func paths() throws -> [String: String] {
    try brevo.sendMail([
      "htmlContent": "<script>alert(1)</script>",
      "attachment": [["name": "a.html", "content": "PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=="]],
    ])
    let mail = try #require(try brevo.messages().first?["id"]?.string)
    let campaign = try brevo.createCampaign()
    #expect(try brevo.sendNow(campaign) == .noContent)
    try brevo.advance(seconds: 1)
    let export = try brevo.post(
      "/smsCampaigns/\(campaign)/exportRecipients", ["recipientsType": "all"])
    let process = try #require(export["processId"]?.int)
    try brevo.advance(seconds: 60)
    #expect(try brevo.control(.put, "/snapshots/one").status == 200)
    return [
      "getMessageHTML": "/messages/\(mail)/html", "getMessageRaw": "/messages/\(mail)/raw",
      "getMessageAttachment": "/messages/\(mail)/attachments/0",
      "viewEmailInBrowser": "/m/\(mail)", "unsubscribeByLink": "/u/\(mail)",
      "getProcessFile": "/processes/\(process)/file", "getReport": "/report?format=junit",
      "getWorld": "/world", "getSnapshotFile": "/snapshots/one/file",
    ]
  }

  @Test func `is in a sandbox, and is what it says, whichever route it comes from`() throws {
    let paths = try paths()
    let declared = Route.operations.filter(\.answersDocuments).map(\.name)
    #expect(!declared.isEmpty && Set(declared).isSubset(of: paths.keys), "one is missing here")
    for (operation, path) in paths {
      let answer = try brevo.document(path)
      #expect(answer.status == .ok, "\(operation)")
      #expect(answer.fields["content-security-policy"] == "sandbox", "\(operation)")
      #expect(answer.fields["x-content-type-options"] == "nosniff", "\(operation)")
      let isPage = answer.fields["content-type"]?.hasPrefix("text/html") == true
      let pages = ["getMessageHTML", "viewEmailInBrowser", "unsubscribeByLink"]
      #expect(isPage == pages.contains(operation), "\(operation)")
    }
  }

  @Test func `is a page nowhere else`() throws {
    let fields: HTTPFields = ["api-key": brevo.key, "Accept": "text/html, */*"]
    for route in Route.all {
      for path in [route.path, route.path(with: "1")] {
        let request = HTTPRequest(route.method, path, fields: fields)
        guard case .now(let answer)? = brevo.emulator.respond(to: [request]).first else { continue }
        #expect(answer.fields["content-type"]?.hasPrefix("text/html") != true, "\(path)")
      }
    }
  }
}
