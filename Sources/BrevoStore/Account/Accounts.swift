package import CivilTime
import SQLite
import Synchronization

/// The accounts of one emulator, by key. An account is made when its key is first seen.
package final class Accounts: Sendable {
  /// Databases of a folder that are open at one time.
  private static let maximumOpen = 200

  private struct Known {
    var accounts: [String: Account] = [:]
    /// When each account of a folder was last asked for, counted in calls.
    var lastUse: [String: UInt64] = [:]
    var calls: UInt64 = 0
    /// When it is next looked for accounts that nobody uses.
    var nextSweep = Instant(milliseconds: 0)
  }

  private let folder: DataFolder?
  private let image: Beginning
  private let resellerImage: Beginning
  /// What accounts have that say nothing else.
  package let settings: Settings
  private let limits: AccountLimits
  private let budget: MemoryBudget
  private let attention: Account.Attention
  private let systemNow: @Sendable () -> Instant
  /// Who wants to know of changes to accounts.
  package let watch = Watch()
  private let known = Mutex(Known())

  /// What the keys of accounts begin with that are made as resellers.
  package static let resellerPrefix = "reseller"

  /// Accounts that are kept in `folder`, or in memory without one.
  ///
  /// They begin as what `image` makes; as what `resellerImage` makes, if there is one, where the key
  /// says so.
  package init(
    in folder: DataFolder?, image: @escaping @Sendable () throws -> AccountImage,
    resellerImage: (@Sendable () throws -> AccountImage)? = nil,
    settings: Settings, limits: AccountLimits = AccountLimits(),
    attention: @escaping Account.Attention = { _, _ in },
    systemNow: @escaping @Sendable () -> Instant = { Clock().now }
  ) {
    self.folder = folder
    self.image = Beginning(image)
    self.resellerImage = resellerImage.map(Beginning.init) ?? self.image
    self.settings = settings
    self.limits = limits
    budget = MemoryBudget(limit: limits.bytes)
    self.attention = attention
    self.systemNow = systemNow
  }

  /// The accounts that this process has seen.
  package var count: Int { known.withLock { $0.accounts.count } }

  /// The account of that key, which is made if it is not there.
  package func account(_ key: String) throws -> Account {
    try known.withLock { known in
      let now = systemNow()
      try look(for: key, at: now, &known)
      do {
        let account = try known.accounts[key] ?? make(key, &known)
        try account.open()
        account.use(at: now)
        return account
      } catch {
        Self.forget([key], &known)
        throw error
      }
    }
  }

  /// The account of that key; nil if there is none.
  package func existing(_ key: String) throws -> Account? {
    try known.withLock { known in
      try look(for: key, at: systemNow(), &known)
      guard isThere(key, known) else { return nil }
      let account = try known.accounts[key] ?? make(key, &known)
      try account.open()
      return account
    }
  }

  /// Wakes the accounts of the folder that have something to do although nobody has asked for them
  /// yet: calls that are owed, mail that waits. Those whose files cannot be used are told of, and left
  /// alone.
  package func resume(failed: (any Error) -> Void) {
    for file in folder?.databases ?? [] {
      do {
        guard let key = try key(inFile: file, unlessIdle: true) else { continue }
        attention(try account(key), .milliseconds(0))
      } catch {
        failed(error)
      }
    }
  }

  /// The account that has the mail of that uuid: for links in mails, which carry no key.
  package func account(owningEmail uuid: String) throws -> Account? {
    if let owner = known.withLock({ $0.accounts.values.first { $0.mayOwn(email: uuid) } }) {
      return owner
    }
    for file in folder?.databases ?? [] {
      // A file that cannot be used keeps nobody from the others.
      guard let key = try? key(inFile: file) else { continue }
      let account = try account(key)
      if account.mayOwn(email: uuid) { return account }
    }
    return nil
  }

  /// The key in a file of the folder; nil if it is that of an account that this process knows, or
  /// which has nothing to do and is left alone. Whoever asks for the account meanwhile waits.
  private func key(
    inFile name: String, unlessIdle: Bool = false
  ) throws -> String? {
    try known.withLock { known in
      guard let folder, !known.accounts.keys.contains(where: { Shelf.databaseFile(of: $0) == name })
      else { return nil }
      return try AccountRecord.key(inFile: name, of: folder, unlessIdle: unlessIdle)
    }
  }

  // MARK: Beginning and end

  /// The keys of all accounts that there are, sorted; without those whose files tell none.
  package func keys() throws -> [String] {
    // Whoever asks for an account waits until its file has been looked into.
    try known.withLock { known in
      try drop(at: systemNow(), &known)
      var keys = known.accounts.values.filter { $0.wasOpened && $0.isThere }.map(\.key)
      guard let folder else { return keys.sorted() }
      let files = Set(keys.map(Shelf.databaseFile))
      for file in folder.databases where !files.contains(file) {
        if let key = try? AccountRecord.key(inFile: file, of: folder) { keys.append(key) }
      }
      return keys.sorted()
    }
  }

  /// Makes an account that begins as `image`, or as all do without one; answers false if there is one
  /// of that key.
  ///
  /// With `replaces`, one that is there begins anew, and keeps its snapshots.
  package func create(
    _ key: String, as image: AccountImage? = nil, replaces: Bool = false
  ) throws -> Bool {
    try known.withLock { known in
      let now = systemNow()
      try look(for: key, at: now, &known)
      guard replaces || !isThere(key, known) else { return false }
      do {
        let account = try known.accounts[key] ?? make(key, &known)
        try account.begin(as: image)
        account.use(at: now)
      } catch {
        if !isThere(key, known) { Self.forget([key], &known) }
        throw error
      }
      return true
    }
  }

  /// Answers false if there was none.
  package func delete(_ key: String) throws -> Bool {
    try known.withLock { known in
      try look(for: key, at: systemNow(), &known)
      guard isThere(key, known) else { return false }
      try (known.accounts[key] ?? make(key, &known)).end()
      Self.forget([key], &known)
      return true
    }
  }

  /// What the account of that key begins with, unless it is created with something else.
  package func beginning(of key: String) throws -> AccountImage {
    try (key.hasPrefix(Self.resellerPrefix) ? resellerImage : image).made()
  }

  /// Makes what the first account begins with, which otherwise it waits for.
  package func prepare() throws { _ = try image.made() }

  private func isThere(_ key: String, _ known: Known) -> Bool {
    known.accounts[key]?.isThere ?? folder?.contains(Shelf.databaseFile(of: key)) ?? false
  }

  private func make(_ key: String, _ known: inout Known) throws -> Account {
    let account = Account(
      key: key, image: try beginning(of: key), folder: folder, settings: settings, budget: budget,
      attention: attention, watch: watch)
    known.accounts[key] = account
    return account
  }

  /// What is done whenever somebody asks for an account.
  private func look(for key: String, at now: Instant, _ known: inout Known) throws {
    if folder != nil {
      touch(key, in: &known)
    } else {
      try drop(at: now, asked: key, &known)
    }
  }

  /// Drops the accounts that were not used for too long: the one that is asked for at once, the others
  /// now and then.
  private func drop(at now: Instant, asked key: String? = nil, _ known: inout Known) throws {
    guard folder == nil, let idleTime = limits.idleTime else { return }
    func isIdle(_ key: String) -> Bool {
      known.accounts[key]?.lastUsedAt.map { $0 < now - idleTime } ?? false
    }
    var idle = [key].compactMap(\.self).filter(isIdle)
    if known.nextSweep <= now {
      known.nextSweep = now + .milliseconds(idleTime.milliseconds / 16)
      idle = known.accounts.keys.filter(isIdle)
    }
    for key in idle { try known.accounts[key]?.end() }
    Self.forget(idle, &known)
  }

  /// Gives up accounts that are not there. One that somebody still works with stays known, so that
  /// there are never two of one key.
  private static func forget(_ keys: [String], _ known: inout Known) {
    for key in keys where known.accounts[key]?.isThere == false {
      guard var account = known.accounts.removeValue(forKey: key) else { continue }
      if !isKnownUniquelyReferenced(&account) { known.accounts[key] = account }
    }
  }

  /// Notes the use of `key`, and closes the account that was not used for the longest time.
  private func touch(_ key: String, in known: inout Known) {
    known.calls += 1
    known.lastUse[key] = known.calls
    guard known.lastUse.count > Self.maximumOpen,
      let idle = known.lastUse.min(by: { $0.value < $1.value })?.key
    else { return }
    known.lastUse[idle] = nil
    known.accounts[idle]?.close()
  }
}

/// What accounts begin with. It is made when the first of them comes, so that a server that starts
/// need not wait for it.
private final class Beginning: Sendable {
  private let make: @Sendable () throws -> AccountImage
  private let image = Mutex<AccountImage?>(nil)

  init(_ make: @escaping @Sendable () throws -> AccountImage) { self.make = make }

  func made() throws -> AccountImage {
    try image.withLock { image in
      if let image { return image }
      let made = try make()
      image = made
      return made
    }
  }
}
