import ArgumentParser
import BrevoAPI
import HTTP
import JSON

struct MessagesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "messages",
    abstract: "List what would have left the machine, or show one message of it.",
    discussion: """
      Example: brevo-mock messages --to ann@example.com --extract otp

      With --html or --raw it prints one message: the one of the given id, or else the newest that the
      conditions are met by.
      """)

  enum Form: String, EnumerableFlag {
    case html
    case raw

    static func help(for form: Self) -> ArgumentHelp? {
      switch form {
      case .html: "Print one message as a page for a browser."
      case .raw: "Print one mail as it would have travelled: an .eml file."
      }
    }
  }

  @OptionGroup var asking: AskingOptions
  @OptionGroup(title: "Conditions") var search: SearchOptions

  @Argument(help: "The id of one message, in the place of conditions.")
  var id: String?

  @Flag(exclusivity: .exclusive)
  var form: Form?

  @Option(help: "How many are listed at most: the newest, in the order of time.")
  var limit = 100

  func run() throws {
    let client = try asking.client
    if let form {
      let id = try id ?? newest(client)
      return Stream.output.write(try client.control(.get, path(id) + "/\(form.rawValue)").body)
    }
    if let id {
      let extract = search.extract.map { "?extract=\($0.rawValue)" } ?? ""
      let answer = try client.control(.get, path(id) + extract)
      return try asking.show(answer) {
        search.extract == nil
          ? JSONValue.object(try answer.object).prettyText
          : try search.lines(answer.asList()).joined(separator: "\n")
      }
    }
    let answer = try client.control(.get, "/messages" + search.query(newestFirst(limit)))
    try asking.show(answer) {
      let lines = try search.lines(answer)
      return lines.isEmpty ? "there is none" : lines.reversed().joined(separator: "\n")
    }
  }

  private func path(_ id: String) -> String { "/messages/\(PercentEncoding.encode(id))" }

  private func newestFirst(_ limit: Int) -> [(name: String, value: String?)] {
    [("sort", "desc"), ("limit", "\(limit)")]
  }

  private func newest(_ client: ControlClient) throws -> String {
    let answer = try client.control(.get, "/messages" + search.query(newestFirst(1)))
    guard let id = try answer.object["messages"]?.array?.first?.object?["id"]?.string else {
      throw Failure(.failure, "no message matches")
    }
    return id
  }
}

extension ControlClient.Answer {
  /// One message as a list of it alone.
  fileprivate func asList() throws -> Self {
    let list: JSONValue = ["messages": [.object(try object)]]
    return Self(status: status, body: list.bytes)
  }
}
