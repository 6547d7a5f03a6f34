import BrevoStore
import Foundation
import JSON
import TestSupport
import Testing

/// Random histories of campaigns against a model of their states: create, edit, send, suspend,
/// archive, copy, delete, test, move the clock. After every step all campaigns are compared, with the
/// credits that are left and the messages that have gone out.
///
/// A failure names its seed. `HISTORY_SEED=17 swift test --filter CampaignHistoryTests` plays that
/// history again; `HISTORIES=20000` plays more of them.
@Suite("Random campaigns") struct CampaignHistoryTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let count = environment["HISTORIES"].flatMap { UInt64($0) } ?? 600
  private static let size: UInt64 = 60

  /// The seeds, in portions that each have emulators of their own.
  static let portions: [ClosedRange<UInt64>] = {
    if let seed = environment["HISTORY_SEED"].flatMap({ UInt64($0) }) { return [seed...seed] }
    return stride(from: 1, through: count, by: Int(size)).map { $0...min($0 + size - 1, count) }
  }()

  @Test(arguments: portions)
  func `go through the states as the table says`(seeds: ClosedRange<UInt64>) throws {
    // Few credits, so that they are spent now and then.
    for (index, credits) in [12.0, 30, 1000].enumerated() {
      let own = seeds.filter { $0 % 3 == UInt64(index) }
      if own.isEmpty { continue }
      let isUnderValidation = index == 2
      let isObserved = index == 1
      let world = CampaignHistory.world(credits: credits, isUnderValidation: isUnderValidation)
      var brevo = try TestClient(world: world) {
        $0.fidelity = isObserved ? .observed : .documented
      }
      brevo.checksReplies = false
      for seed in own {
        var history = try CampaignHistory(
          brevo.other("history \(seed)"), seed: seed, credits: credits,
          isUnderValidation: isUnderValidation, isObserved: isObserved)
        do {
          for _ in 0..<(4 + history.chance(14)) { try history.step() }
        } catch {
          let steps = history.steps.joined(separator: "\n  ")
          Issue.record("seed \(seed): \(error)\n  \(steps)")
        }
      }
    }
  }
}
