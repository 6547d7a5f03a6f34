import ArgumentParser
import HTTP
import JSON

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Tell what a test run did with the API, and fail on what is odd.",
    discussion: """
      Example: brevo-mock report --port-file port.txt --fail-on lint,unread,server-error

      Exits with 1 if something was found that --fail-on names.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
    case junit
    case markdown
  }

  enum Finding: String, CaseIterable {
    case lint
    case unread
    case refusal
    case serverError = "server-error"
    case expectation

    /// What the report's summary calls it.
    var figure: String {
      switch self {
      case .lint: "lints"
      case .unread: "unread"
      case .refusal: "refusals"
      case .serverError: "serverErrors"
      case .expectation: "unmetExpectations"
      }
    }
  }

  @OptionGroup var server: ServerOptions

  @Option(help: "How the report is written: text, json, junit or markdown.")
  var format = Format.text

  @Flag(help: "The same as --format json.")
  var json = false

  @Option(help: "The API key of the account that is reported on; all accounts without one.")
  var key = "*"

  @Option(
    help: """
      What is not to be found, with commas between: lint, unread, refusal, server-error, expectation.
      """)
  var failOn = ""

  private var names: [Substring] { failOn.split(separator: ",") }

  func validate() throws {
    if let name = names.first(where: { Finding(rawValue: String($0)) == nil }) {
      let known = Finding.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--fail-on knows no '\(name)': it has \(known).")
    }
  }

  func run() throws {
    let client = try server.client
    let format = json ? Format.json : format
    print(String(decoding: try report(format, client), as: UTF8.self), terminator: "")
    if format == .json { print() }
    guard !names.isEmpty else { return }
    let figures = try JSONValue(parsing: try report(.json, client)).object?["summary"]?.object
    let found = names.compactMap { Finding(rawValue: String($0)) }
      .filter { figures?[$0.figure]?.int != 0 }
    guard found.isEmpty else {
      let words = found.map { "\($0.rawValue) (\(figures?[$0.figure]?.int ?? 0))" }
      throw Failure(.failure, "found: \(words.joined(separator: ", "))")
    }
  }

  private func report(_ format: Format, _ client: ControlClient) throws -> [UInt8] {
    let account = PercentEncoding.encode(key)
    return try client.control(.get, "/report?format=\(format.rawValue)&account=\(account)").body
  }
}
