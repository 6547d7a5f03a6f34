import BrevoAPI
import BrevoStore
import CivilTime
import Emulator
import HTTP
import HTTPServer
import JSON

/// Speaks to an emulator in bytes, by the parser and the writer that a server has.
struct Client: ~Copyable {
  private let emulator: Emulator
  private let writer = ResponseWriter(time: 0)
  private var parser = HTTPRequestParser()
  private var output: [UInt8] = []

  init() throws {
    var settings = Settings()
    settings.seed = 1
    settings.clock.freeze()
    settings.clock.set(to: Instant(milliseconds: 1_800_000_000_000))
    let accounts = try Accounts(in: nil, world: World(), settings: settings)
    emulator = Emulator(accounts: accounts, version: "bench")
  }

  /// Has the requests in `bytes`, which are whole, answered as one round, and the answers written.
  ///
  /// - Returns: The answers, for whoever wants to read them; each is a success.
  @discardableResult
  mutating func send(_ bytes: [UInt8]) -> [HTTPResponse] {
    var round: [HTTPRequest] = []
    var position = 0
    while position < bytes.count {
      guard case .request(let request) = parser.parse(bytes.span, from: &position) else {
        preconditionFailure("not a whole request: \(String(decoding: bytes, as: UTF8.self))")
      }
      round.append(request)
    }
    output.removeAll(keepingCapacity: true)
    return emulator.respond(to: round).map { answer in
      guard case .now(let response) = answer, response.status.code < 300 else {
        preconditionFailure("refused: \(String(decoding: bytes, as: UTF8.self)): \(answer)")
      }
      writer.write(response, to: &output)
      return response
    }
  }

  /// The JSON that one request is answered with.
  mutating func json(_ bytes: [UInt8]) throws -> JSONObject {
    try JSONValue(parsing: send(bytes)[0].body).object ?? [:]
  }
}
