import APIContract
import BrevoStore
import CivilTime
import HTTP
import HTTPServer
import Synchronization

/// A question that is asked again whenever the rows of an account have changed, until it has an
/// answer.
struct Wait: Sendable {
  /// How long it is asked; zero is once.
  var time: Duration
  /// Answers or refuses; nil goes on waiting, which it must not once the time is over.
  var judge: @Sendable (_ store: Transaction, _ isOver: Bool) throws -> Reply?
}

/// The requests that are answered once something has happened in their account.
///
/// They are looked at after each round that changed the account's rows, on the thread of that round.
/// An account without waiters costs nothing.
package final class Waiters: Sendable {
  /// Calls a closure after a time.
  package typealias Delay = @Sendable (Duration, @escaping @Sendable () -> Void) -> Void

  private struct Waiter {
    let number: UInt64
    let account: Account
    let wait: Wait
    let promise: HTTPPromise
  }

  private struct State {
    var waiters: [String: [Waiter]] = [:]
    var count: UInt64 = 0
    /// For each account the last alarm that was set; those before it ring for nothing.
    var alarms: [String: UInt64] = [:]
  }

  private let watch: Watch
  private let answers: AnswerWriter
  private let after: Delay
  private let state = Mutex(State())

  init(accounts: Accounts, answers: AnswerWriter, after: @escaping Delay) {
    watch = accounts.watch
    self.answers = answers
    self.after = after
  }

  /// Answers at once if that can be; otherwise promises to.
  func answer(_ wait: Wait, of operation: Operation) throws -> Reply {
    let account = try operation.account
    let number = state.withLock { state in
      state.count += 1
      return state.count
    }
    let key = account.key
    let promise = HTTPPromise { [weak self] in _ = self?.take(number, of: key) }
    // It waits before it is judged, so that nothing comes to pass in between.
    add(Waiter(number: number, account: account, wait: wait, promise: promise))
    do {
      let (reply, rest) = try account.round { round in
        let store = round.transaction
        return (try wait.judge(store, wait.time == .zero), store.outbox.timeUntilNext)
      }
      guard let reply else {
        after(wait.time) { [weak self] in self?.end(number, of: key) }
        if let rest { setAlarm(after: rest, for: account) }
        operation.promise = promise
        return Reply(.accepted)
      }
      _ = take(number, of: key)
      return reply
    } catch {
      _ = take(number, of: key)
      throw error
    }
  }

  // MARK: Judging

  /// Judges all waiters of an account again.
  private func look(at account: Account) {
    let waiters = state.withLock { $0.waiters[account.key] ?? [] }
    guard let last = waiters.last else { return }
    let waits = waiters.map(\.wait)
    do {
      let (judged, rest) = try account.round { round in
        let store = round.transaction
        return (
          waits.map { wait in Result { try wait.judge(store, false) } },
          store.outbox.timeUntilNext
        )
      }
      for (waiter, result) in zip(waiters, judged) { answer(waiter, result) }
      if let rest { setAlarm(after: rest, for: last.account) }
    } catch {
      for waiter in waiters { answer(waiter, .failure(error)) }
    }
  }

  /// Judges a waiter for the last time.
  private func end(_ number: UInt64, of key: String) {
    guard let waiter = state.withLock({ $0.waiters[key]?.first { $0.number == number } }) else {
      return
    }
    let wait = waiter.wait
    let result = Result {
      try waiter.account.round { round in try wait.judge(round.transaction, true) }
    }
    answer(waiter, result)
  }

  /// Gives a waiter its answer, unless there is none yet, or it has got one.
  private func answer(_ waiter: Waiter, _ result: Result<Reply?, any Error>) {
    if case .success(nil) = result { return }
    guard take(waiter.number, of: waiter.account.key) else { return }
    switch result {
    case .success(let reply?): waiter.promise.fulfil(answers.response(to: reply, .nobody))
    case .success(nil): break
    case .failure(let error as APIError):
      waiter.promise.fulfil(answers.response(to: error, .nobody))
    case .failure: waiter.promise.fulfil(answers.response(to: .internalError, .nobody))
    }
  }

  /// Looks again when something happens in the account by itself, which nobody may ask for.
  private func setAlarm(after rest: TimeSpan, for account: Account) {
    let number = state.withLock { state -> UInt64? in
      guard state.waiters[account.key] != nil else { return nil }
      state.count += 1
      state.alarms[account.key] = state.count
      return state.count
    }
    guard let number else { return }
    after(.milliseconds(rest.milliseconds)) { [weak self] in
      guard let self, state.withLock({ $0.alarms[account.key] == number }) else { return }
      look(at: account)
    }
  }

  // MARK: Coming and going

  private func add(_ waiter: Waiter) {
    let account = waiter.account
    state.withLock { state in
      state.waiters[account.key, default: []].append(waiter)
      watch.set({ [weak self] in self?.look(at: account) }, for: account.key)
    }
  }

  /// Lets a waiter go; answers whether it was still there.
  private func take(_ number: UInt64, of key: String) -> Bool {
    state.withLock { state in
      guard var waiters = state.waiters[key],
        let index = waiters.firstIndex(where: { $0.number == number })
      else { return false }
      waiters.remove(at: index)
      guard waiters.isEmpty else {
        state.waiters[key] = waiters
        return true
      }
      state.waiters[key] = nil
      state.alarms[key] = nil
      watch.set(nil, for: key)
      return true
    }
  }

  /// How many requests wait.
  package var count: Int { state.withLock { $0.waiters.values.reduce(0) { $0 + $1.count } } }
}
