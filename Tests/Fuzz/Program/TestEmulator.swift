import BrevoAPI
import BrevoStore
import CivilTime
import Emulator
import HTTP
import HTTPServer

/// An emulator whose time stands still and whose chance is always the same, so that what was found
/// is found again.
struct TestEmulator {
  let emulator: Emulator

  private static let settings: Settings = {
    var settings = Settings()
    settings.seed = 1
    settings.clock.freeze()
    settings.clock.set(to: Instant(milliseconds: 1_773_576_000_000))  // 2026-03-15T12:00:00Z
    return settings
  }()

  /// For what leaves no trace.
  static let idle = TestEmulator()

  /// Made once, as it takes longer than everything else.
  private static let image = image(of: try? World())
  private static let resellerImage = image(of: try? World(World.newReseller))

  private static func image(of world: World?) -> AccountImage {
    guard
      let image = try? AccountImage(
        at: settings.clock.now, settings: settings, { try world?.fill($0) })
    else { fatalError("an account cannot be made") }
    return image
  }

  init() {
    let accounts = Accounts(
      in: nil, image: { Self.image }, resellerImage: { Self.resellerImage },
      settings: Self.settings, systemNow: { Self.settings.clock.now })
    // What is waited for never comes to pass.
    emulator = Emulator(accounts: accounts, version: "fuzz", after: { _, _ in })
  }

  /// Nil of what is answered later.
  func answers(to round: [HTTPRequest]) -> [HTTPResponse?] {
    let answers = emulator.respond(to: round)
    require(answers.count == round.count, "\(answers.count) answers to \(round.count) requests")
    return answers.map(\.response)
  }

  func answer(
    _ method: HTTPMethod, _ target: String, body: [UInt8] = [], key: String = "xkeysib-fuzz"
  ) -> HTTPResponse {
    let fields: HTTPFields = [
      "Host": "localhost", "api-key": key, "Content-Type": "application/json",
    ]
    let request = HTTPRequest(method, target, fields: fields, body: body)
    guard let response = answers(to: [request])[0] else {
      fatalError("\(target) is to be waited for")
    }
    return response
  }

  /// Whatever was done to one account, another is served.
  func requireService() {
    let response = answer(.get, "/v3/senders", key: "xkeysib-afterwards")
    require(response.status == .ok, "afterwards it answers \(response)")
  }
}

extension HTTPAnswer {
  /// Nil of one that comes later.
  fileprivate var response: HTTPResponse? {
    switch self {
    case .now(let response): response
    case .later: nil
    }
  }
}
