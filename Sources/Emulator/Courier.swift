package import BrevoStore
package import CivilTime
import Dispatch
import HTTP
package import HTTPClient
import JSON
import Sockets
import Synchronization

/// Makes the calls that accounts owe, and wakes accounts that have something to do although nobody
/// asks for them.
///
/// It works on the loop of its client, which begins when there is first something to do. Calls to
/// one target are made one after the other, those to different targets side by side.
package final class Courier: Sendable {
  /// After a round of the courier's own that failed, by a full disk for example.
  private static let pauseAfterFailure = Duration.seconds(1)

  private let client: HTTPClient
  private let userAgent: String
  private let log: Log
  private let desk = Mutex(Desk())

  package init(
    targets: CallbackTargets, limits: HTTPClientLimits = HTTPClientLimits(), version: String,
    log: Log = Log(.off)
  ) {
    client = HTTPClient(limits: limits) { targets.admits($0, of: $1) }
    userAgent = "brevo-mock/\(version)"
    self.log = log
  }

  /// Takes up the calls that accounts of a folder owed when the last process ended.
  ///
  /// Their files are looked into on a queue of its own, so that nobody waits for it.
  package func resume(_ accounts: Accounts) {
    DispatchQueue(label: "courier.resume").async { [log] in
      accounts.resume { log.write(failure: "what waits in an account is not taken up: \($0)") }
    }
  }

  /// Takes note that an account wants a round after `rest` at the latest. Called while the account's
  /// lock is held.
  package func attend(_ account: Account, _ rest: TimeSpan) {
    plan(account, at: .now + .milliseconds(rest.milliseconds))
  }

  /// Makes no more calls, and returns when the last attempt is written down, or dropped.
  package func stop() {
    client.stop()
    // Accounts hold on to whoever attends to them.
    desk.withLock { $0 = Desk() }
  }

  private func plan(_ account: Account, at time: MonotonicTime) {
    guard desk.withLock({ $0.plan(account, at: time) }) else { return }
    client.setAlarm(at: time) { [weak self] in self?.work() }
  }

  // MARK: On the client's loop

  private func work() {
    let (accounts, next) = desk.withLock { $0.takeDue(at: .now) }
    if next != .never { client.setAlarm(at: next) { [weak self] in self?.work() } }
    for account in accounts { visit(account) }
  }

  /// One round of the account: whatever is due on its clock happens, what came of calls is written
  /// down, and the calls that are due are taken.
  private func visit(_ account: Account) {
    let (results, busy) = desk.withLock { $0.takeResults(of: account) }
    do {
      let due = try account.round { round in
        let callbacks = round.transaction.callbacks
        try callbacks.note(results)
        return try callbacks.due(except: busy)
      }
      for call in desk.withLock({ $0.begin(due, of: account) }) { make(call, of: account) }
    } catch {
      log.write(failure: "callbacks cannot be written down: \(error)")
      desk.withLock { $0.putBack(results, of: account) }
      plan(account, at: .now + Self.pauseAfterFailure)
    }
  }

  private func make(_ call: DueCallback, of account: Account) {
    let url: HTTPURL
    do throws(HTTPURL.Failure) { url = try HTTPURL(call.url) } catch {
      return finish(call, of: account, .refused("\(error)"))
    }
    var fields: HTTPFields = ["User-Agent": userAgent, "Content-Type": "application/json"]
    for (name, value) in call.fields.members where HTTPFields.isName(name) {
      fields.append(name, value.string ?? "")
    }
    client.post(HTTPCall(url, fields: fields, body: Array(call.body.utf8))) {
      [weak self] outcome in
      self?.finish(call, of: account, CallbackResult.Outcome(outcome, host: url.host))
    }
  }

  private func finish(
    _ call: DueCallback, of account: Account, _ outcome: CallbackResult.Outcome
  ) {
    let next = desk.withLock { $0.finish(call, of: account, outcome) }
    if let next { make(next, of: account) }
    // Later in this turn, when whatever else is done by then can be written down with it.
    plan(account, at: .now)
  }
}

extension CallbackResult.Outcome {
  fileprivate init(_ outcome: HTTPOutcome, host: String) {
    self =
      switch outcome {
      case .answered(let status): .answered(status: status)
      case .failed(let error): .unanswered("\(error)")
      case .notAdmitted:
        .refused(
          "\(host) is neither this machine nor in a private network; to call it, start the server with --allow-callbacks-to \(host)."
        )
      }
  }
}
