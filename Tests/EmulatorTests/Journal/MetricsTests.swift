import BrevoAPI
import BrevoStore
import Emulator
import HTTP
import HTTPServer
import JSON
import Testing

@Suite("The metrics") struct MetricsTests {
  func page(of emulator: Emulator) throws -> String {
    let answers = emulator.respond(to: [HTTPRequest(.get, "/metrics")])
    guard case .now(let response)? = answers.first else { throw TestFailure("not answered") }
    #expect(response.status == .ok)
    #expect(response.fields["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
    return String(decoding: response.body, as: UTF8.self)
  }

  @Test func `count requests by operation and status, and what there is`() throws {
    let brevo = try TestClient()
    for _ in 0..<3 { try brevo.sendMail() }
    _ = try brevo.post("/smtp/email", [:])
    _ = try brevo.get("/nothing")
    _ = try brevo.ask("/journal")
    let lines = try page(of: brevo.emulator).split(separator: "\n").map(String.init)
    for line in [
      "# TYPE brevo_mock_requests_total counter",
      #"brevo_mock_requests_total{operation="",status="404"} 1"#,
      #"brevo_mock_requests_total{operation="sendTransacEmail",status="201"} 3"#,
      #"brevo_mock_requests_total{operation="sendTransacEmail",status="400"} 1"#,
      #"brevo_mock_requests_total{operation="listJournal",status="200"} 1"#,
      "# TYPE brevo_mock_request_duration_seconds histogram",
      #"brevo_mock_request_duration_seconds_bucket{operation="sendTransacEmail",le="+Inf"} 4"#,
      #"brevo_mock_request_duration_seconds_count{operation="sendTransacEmail"} 4"#,
      "brevo_mock_accounts 1",
    ] {
      #expect(lines.contains(line), "\(line)")
    }
    let buckets = lines.filter {
      $0.hasPrefix(#"brevo_mock_request_duration_seconds_bucket{operation="sendTransacEmail""#)
    }.compactMap { $0.split(separator: " ").last.flatMap { Int($0) } }
    #expect(buckets.count == 13 && buckets == buckets.sorted(), "each bound holds what is below it")
    #expect(lines.contains { $0.hasPrefix("process_resident_memory_bytes ") })
    #expect(!lines.contains { $0.hasPrefix("brevo_mock_connections") }, "there is no server")
  }

  @Test func `count what never became a request`() throws {
    let brevo = try TestClient()
    for error in [HTTPParseError.headTimeout, .tooManyConnections, .headTimeout] {
      _ = brevo.emulator.refuse(error)
    }
    let page = try page(of: brevo.emulator)
    #expect(page.contains("\nbrevo_mock_refusals_total{status=\"408\"} 2\n"))
    #expect(page.contains("\nbrevo_mock_refusals_total{status=\"503\"} 1\n"))
    #expect(!page.contains("brevo_mock_requests_total{"))
  }

  @Test func `have the connections of a server that tells them`() throws {
    let emulator = Emulator(
      accounts: try Accounts(in: nil, world: World(), settings: Settings()), version: "test",
      connectionCount: { 7 })
    #expect(try page(of: emulator).contains("\nbrevo_mock_connections 7\n"))
  }
}
