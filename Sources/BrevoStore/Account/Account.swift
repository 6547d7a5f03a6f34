package import CivilTime
import SQLite
import Synchronization

/// One account: a database, a clock and settings of its own, behind one lock.
package final class Account: Sendable {
  package let key: String
  /// What it begins with unless it has a beginning of its own.
  let image: AccountImage
  private let folder: DataFolder?
  private let defaults: Settings
  let budget: MemoryBudget
  private let attention: Attention
  private let watch: Watch
  private let content: SleepingMutex<Content>
  /// Nil while there is no such account: it is new, or was deleted.
  private let names = Mutex<Identifiers?>(nil)
  private let published = Mutex<Present?>(nil)
  /// When somebody last asked for it, by the system's clock; 0 if nobody has yet.
  private let lastUse = Atomic<Int64>(0)

  /// Is told after a round when the account wants another one although nobody asks: at once, or
  /// after a time. It is called while the account's lock is held, so it must only take note.
  package typealias Attention = @Sendable (Account, TimeSpan) -> Void

  /// What the lock protects.
  struct Content {
    /// Nil while nobody needs it, or there is none.
    var state: AccountState?
    var shelf: Shelf
    /// By the system's clock; nil of an account that an earlier process made.
    var createdAt: Instant?
    /// Whether this process has made the account's file, or looked through it.
    var isKnownWhole = false
    /// How many bytes the budget knows of.
    var counted = 0
  }

  /// An account that begins as `image`, unless its folder has it already.
  init(
    key: String, image: AccountImage, folder: DataFolder?, settings: Settings,
    budget: MemoryBudget, attention: @escaping Attention, watch: Watch
  ) {
    self.key = key
    self.image = image
    self.folder = folder
    self.budget = budget
    self.attention = attention
    self.watch = watch
    defaults = settings
    content = SleepingMutex(Content(shelf: Shelf(of: key, in: folder)))
  }

  /// Runs `body` alone, in one database transaction: its changes are kept only if it returns.
  package func round<Result: Sendable>(
    _ body: (Round) throws -> Result
  ) throws -> Result {
    let (result, hasChanged) = try work { content in
      let open = try opened(&content)
      let changes = open.database.totalChanges
      let result: Result
      do {
        do {
          result = try Round(state: open, budget: budget, undoesSingly: false).run(body)
        } catch RoundInterruption.halfDone {
          result = try Round(state: open, budget: budget, undoesSingly: true).run(body)
        }
      } catch {
        // What is open then has no name any more, and keeps nothing.
        if open.database.hasMoved { content.state = nil }
        throw error
      }
      if let rest = open.rest { attention(self, rest) }
      return (result, open.database.totalChanges != changes)
    }
    if hasChanged { watch.tell(key) }
    return result
  }

  /// Runs `body` while the lock is held, and notes how much the account has grown.
  func work<Result: Sendable>(_ body: (inout Content) throws -> Result) throws -> Result {
    try content.withLock { content in
      defer {
        let present = content.state?.present
        published.withLock { $0 = present }
      }
      let result = try body(&content)
      if budget.limit != nil { try count(&content) }
      return result
    }
  }

  /// Gives back what an open database costs; the next round opens it again.
  func close() { content.withLock { $0.state = nil } }

  // MARK: Beginning and end

  /// Whether there is such an account: it is not new, and was not deleted.
  var isThere: Bool { folder?.contains(file) ?? wasOpened }

  /// Whether this process has made it, or opened its file.
  var wasOpened: Bool { names.withLock { $0 != nil } }

  /// Whether `uuid` can name a mail of this account.
  func mayOwn(email uuid: String) -> Bool {
    names.withLock { $0?.email(uuid) } != nil
  }

  /// What holds in the account; nobody waits for its lock. Nil while it is not open.
  package var present: Present? { published.withLock { $0 } }

  var lastUsedAt: Instant? {
    let milliseconds = lastUse.load(ordering: .relaxed)
    return milliseconds == 0 ? nil : Instant(milliseconds: milliseconds)
  }

  func use(at now: Instant) { lastUse.store(now.milliseconds, ordering: .relaxed) }

  /// Opens the account, or makes it, unless that was done before: then nobody waits for its lock.
  func open() throws {
    guard !wasOpened else { return }
    try work { _ = try opened(&$0) }
  }

  /// The account's state, opened or made.
  func opened(_ content: inout Content) throws -> AccountState {
    if let open = content.state { return open }
    guard isThere else {
      try content.shelf.begin(as: nil)
      return try begin(&content, as: image)
    }
    return try open(&content)
  }

  /// Makes the account as `image`; it must not be there.
  @discardableResult
  func begin(_ content: inout Content, as image: AccountImage) throws -> AccountState {
    try budget.requireRoom()
    content.createdAt = Clock().now
    return try make(&content, of: image, claim(defaults.clock))
  }

  /// Puts `image` in the place of all that the account holds. What clients know names of keeps its
  /// names if the image was this account before; no name that was given ever means something else.
  ///
  /// An image that has no clock of its own gets `clock`, or that of new accounts.
  func replace(
    _ content: inout Content, with image: AccountImage, clock: Clock? = nil
  ) throws {
    let numbers = try opened(&content).numbers()
    let claim = claim(clock ?? defaults.clock, numbers)
    let state = try make(&content, of: image, claim)
    if let rest = state.rest { attention(self, rest) }
  }

  private func claim(
    _ clock: Clock, _ numbers: AccountClaim.Numbers = AccountClaim.Numbers()
  ) -> AccountClaim {
    AccountClaim(
      key: key, clock: clock, seed: defaults.seed.map { Identifiers.seed($0, of: key) },
      numbers: numbers)
  }

  /// What the account goes back to when it is reset.
  func beginning(_ content: Content) throws -> AccountImage {
    try content.shelf.beginning() ?? image
  }

  private func make(
    _ content: inout Content, of image: AccountImage, _ claim: AccountClaim
  ) throws -> AccountState {
    guard let folder else {
      let database = try image.database(claim)
      let state = try AccountState(of: database, key: key, settings: defaults)
      take(state, &content)
      return state
    }
    content.state = nil
    try image.write(to: folder, as: file, claim)
    content.isKnownWhole = true
    return try open(&content)
  }

  /// Opens the file of an account of a folder.
  private func open(_ content: inout Content) throws -> AccountState {
    guard let folder else { preconditionFailure("an account in memory is open") }
    do throws(DatabaseError) {
      try folder.requireHeld()
      let state = try AccountState(
        file: file, in: folder, key: key, settings: defaults, isKnownWhole: content.isKnownWhole)
      content.isKnownWhole = true
      take(state, &content)
      return state
    } catch {
      throw error.of(file: file)
    }
  }

  /// Ends the account: its rows, its snapshots and its files are gone.
  func end() throws {
    try content.withLock { content in
      content.state = nil
      content.createdAt = nil
      try content.shelf.clear()
      budget.change(by: -content.counted)
      content.counted = 0
      names.withLock { $0 = nil }
      lastUse.store(0, ordering: .relaxed)
    }
  }

  private var file: String { Shelf.databaseFile(of: key) }

  private func take(_ state: AccountState, _ content: inout Content) {
    let identifiers = state.identifiers
    content.state = state
    names.withLock { $0 = identifiers }
  }

  private func count(_ content: inout Content) throws {
    guard folder == nil else { return }
    let bytes = try content.byteCount()
    budget.change(by: bytes - content.counted)
    content.counted = bytes
  }
}

extension Account.Content {
  /// How many bytes the account's pages and its shelf have.
  func byteCount() throws -> Int { try (state?.database.byteCount() ?? 0) + shelf.byteCount }
}
