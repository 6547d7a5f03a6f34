import APIContract
import BrevoAPI
import BrevoStore
import CivilTime
import HTTP
import JSON

extension Operations {
  /// Its clock and its snapshots stay, and a reset still leads to what it began with.
  static let putWorld = ControlEndpoint(
    .put, "/world", "putWorld",
    summary: "Put a world in the place of all that the account holds",
    body: .required(World.fields),
    responses: [.noContent("the account holds the world, and nothing else"), .badRequest]
  ) { call, operation in
    let account = try operation.account
    let world = try World(call.body.object)
    let now = try account.round { $0.transaction.now }
    try account.become(
      try world.admittedImage(
        for: account.key, at: now, operation.emulator.accounts.settings))
    return .noContent
  }
}

extension World {
  /// The image of this world, which its author is told of if it cannot be.
  func admittedImage(
    for key: String, at now: Instant, _ settings: Settings
  ) throws -> AccountImage {
    do { return try image(for: key, at: now, settings) } catch let failure as World.Failure {
      throw APIError.invalid(text: failure.description)
    }
  }
}
