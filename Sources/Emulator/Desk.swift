import BrevoStore
import Sockets

/// What the courier knows: who wants a round and when, which calls are under way, and what came of
/// those that are done.
struct Desk {
  private struct Folder {
    let account: Account
    var wantsRoundAt = MonotonicTime.never
    /// Calls that were taken, by target; the first is under way.
    var lanes: [String: ArraySlice<DueCallback>] = [:]
    var results: [CallbackResult] = []

    var isIdle: Bool { wantsRoundAt == .never && lanes.isEmpty && results.isEmpty }
  }

  /// By the accounts' keys.
  private var folders: [String: Folder] = [:]
  private var nextRound = MonotonicTime.never

  /// Notes that an account wants a round at `time`; answers whether that is now the next one.
  mutating func plan(_ account: Account, at time: MonotonicTime) -> Bool {
    guard time < folders[account.key]?.wantsRoundAt ?? .never else { return false }
    folders[account.key, default: Folder(account: account)].wantsRoundAt = time
    guard time < nextRound else { return false }
    nextRound = time
    return true
  }

  /// The accounts that want a round by now, and when the next one will.
  mutating func takeDue(at now: MonotonicTime) -> (accounts: [Account], next: MonotonicTime) {
    let due = folders.filter { $0.value.wantsRoundAt <= now }.keys.sorted()
    for key in due { folders[key]?.wantsRoundAt = .never }
    nextRound = folders.values.reduce(.never) { min($0, $1.wantsRoundAt) }
    return (due.compactMap { folders[$0]?.account }, nextRound)
  }

  /// What came of the account's calls, and the targets to which calls are under way.
  mutating func takeResults(of account: Account) -> (results: [CallbackResult], busy: Set<String>) {
    guard let folder = folders[account.key] else { return ([], []) }
    folders[account.key]?.results = []
    return (folder.results, Set(folder.lanes.keys))
  }

  mutating func putBack(_ results: [CallbackResult], of account: Account) {
    folders[account.key, default: Folder(account: account)].results.insert(
      contentsOf: results, at: 0)
  }

  /// Takes calls that are due; answers those that are to be made first, one for each target.
  mutating func begin(_ calls: [DueCallback], of account: Account) -> [DueCallback] {
    var firsts: [DueCallback] = []
    var folder = folders[account.key] ?? Folder(account: account)
    for call in calls {
      if folder.lanes[call.url] == nil { firsts.append(call) }
      folder.lanes[call.url, default: []].append(call)
    }
    folders[account.key] = folder.isIdle ? nil : folder
    return firsts
  }

  /// Notes what came of a call; answers the next one to the same target, if one was taken.
  mutating func finish(
    _ call: DueCallback, of account: Account, _ outcome: CallbackResult.Outcome
  ) -> DueCallback? {
    folders[account.key]?.results.append(CallbackResult(call.id, outcome))
    folders[account.key]?.lanes[call.url]?.removeFirst()
    guard let next = folders[account.key]?.lanes[call.url]?.first else {
      folders[account.key]?.lanes[call.url] = nil
      return nil
    }
    return next
  }
}
