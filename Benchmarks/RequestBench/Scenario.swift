/// A kind of request, and what an account holds before the first.
struct Scenario: Sendable {
  let name: String

  /// How many requests a round has, as pipelining and many connections make it.
  var roundSize = 1

  /// Prepares the account, and answers what writes the request of a number.
  let prepare: @Sendable (inout Client) throws -> (Int) -> [UInt8]

  /// The most rounds that are played. All of them are written before the first is played: that is a
  /// part of the preparation, so it must not depend on the count.
  private static let most = 12

  func play(_ rounds: Int) throws {
    precondition(rounds <= Self.most, "a scenario has \(Self.most) rounds")
    var client = try Client()
    let request = try prepare(&client)
    let all = (0..<Self.most).map { round in
      (0..<roundSize).flatMap { request(round * roundSize + $0) }
    }
    for round in all.prefix(rounds) { client.send(round) }
  }
}
