import BrevoStore
import CivilTime
import Emulator
import HTTP
import JSON

/// The checks of `doctor`, in an order in which each can rely on those before it.
struct Examination {
  let client: ControlClient
  let account: String

  /// So much may a clock differ before it is told of: milliseconds.
  private static let tolerance: Int64 = 5_000

  var findings: [Finding] {
    get throws {
      let version: String
      do { version = try client.version() } catch let failure as Failure {
        return [
          Finding(
            check: "server", verdict: .wrong, sentence: failure.description,
            advice: "Start one with brevo-mock start, or name its --url, --port or --port-file.")
        ]
      }
      let first = [
        Finding(check: "server", verdict: .fine, sentence: "one answers at \(client.origin)"),
        versionFinding(version),
      ]
      let clock = try client.ask(.get, "\(Emulator.controlPath)/clock")
      guard clock.status == 200 else { return first + [refusedKey(clock)] }
      let admitted = Finding(check: "key", verdict: .fine, sentence: "\(account) is admitted")
      return first + [admitted, try clockFinding(clock.object), try faults()] + (try conduct())
        + [try callbacks()]
    }
  }

  private func versionFinding(_ version: String) -> Finding {
    if version == Program.version {
      return Finding(check: "version", verdict: .fine, sentence: "\(version), as this command's")
    }
    return Finding(
      check: "version", verdict: .wrong,
      sentence: "the server is \(version), this command \(Program.version)",
      advice: "Use the same program for both.")
  }

  private func refusedKey(_ answer: ControlClient.Answer) -> Finding {
    Finding(
      check: "key", verdict: .wrong, sentence: "\(account) is refused: \(Failure(answer))",
      advice: "Name a --key that the server's --strict-keys lists.")
  }

  private func clockFinding(_ clock: JSONObject) throws -> Finding {
    let text = clock["now"]?.string ?? ""
    if clock["frozen"]?.bool == true {
      return Finding(
        check: "clock", verdict: .note, sentence: "it stands still at \(text)",
        advice: "If that is not wanted: brevo-mock clock --thaw.")
    }
    let difference = Instant(text).map { abs($0.milliseconds - Clock().now.milliseconds) }
    if let difference, difference <= Self.tolerance {
      return Finding(check: "clock", verdict: .fine, sentence: "it shows the present")
    }
    return Finding(
      check: "clock", verdict: .note, sentence: "it was moved, and shows \(text)",
      advice: "If that is not wanted: brevo-mock clock --set, or another account.")
  }

  private func faults() throws -> Finding {
    let faults = try client.control(.get, "/faults").object["faults"]?.array ?? []
    let live = faults.count { !($0.object?["next"]?.array ?? []).isEmpty }
    if live == 0 {
      return Finding(check: "faults", verdict: .fine, sentence: "none is to strike")
    }
    return Finding(
      check: "faults", verdict: .note, sentence: "\(live) will strike",
      advice: "brevo-mock fault list shows them, brevo-mock fault clear ends them.")
  }

  /// How the account was used so far.
  private func conduct() throws -> [Finding] {
    let account = PercentEncoding.encode(account)
    let report = try client.control(.get, "/report?account=\(account)").object
    let lints = (report["lints"]?.array ?? []).compactMap(\.object).map { lint in
      Finding(
        check: "usage", verdict: .wrong,
        sentence: "\(lint["sentence"]?.string ?? "") (\(lint["count"]?.int ?? 0))",
        advice: lint["advice"]?.string)
    }
    let unread = (report["unread"]?.array ?? []).compactMap(\.object).map { row in
      let operation = row["operation"]?.string ?? ""
      return Finding(
        check: "unread", verdict: .wrong,
        sentence: "\(row["field"]?.string ?? "") of \(operation) is read by nobody",
        advice: "Look at its spelling: brevo-mock openapi says what \(operation) reads.")
    }
    return
      (lints.isEmpty
      ? [Finding(check: "usage", verdict: .fine, sentence: "no call was odd")] : lints)
      + (unread.isEmpty
        ? [Finding(check: "unread", verdict: .fine, sentence: "all that was sent is read")]
        : unread)
  }

  private func callbacks() throws -> Finding {
    let failed = try ["failed", "refused"].reduce(Int64(0)) { count, state in
      let answer = try client.control(.get, "/callbacks?state=\(state)&limit=0")
      return count + (try answer.object["count"]?.int ?? 0)
    }
    if failed == 0 {
      return Finding(check: "callbacks", verdict: .fine, sentence: "none has failed")
    }
    return Finding(
      check: "callbacks", verdict: .wrong, sentence: "\(failed) reached nobody",
      advice: "GET \(Emulator.controlPath)/callbacks says what came of each attempt.")
  }
}
