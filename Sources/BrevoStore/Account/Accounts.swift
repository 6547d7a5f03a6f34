import CivilTime
package import SQLite
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
  }

  private let folder: DataFolder?
  private let image: AccountImage
  private let resellerImage: AccountImage
  /// What accounts have that say nothing else.
  package let settings: Settings
  private let attention: Account.Attention
  /// Who wants to know of changes to accounts.
  package let watch = Watch()
  private let known = Mutex(Known())

  /// What the keys of accounts begin with that are made as resellers.
  package static let resellerPrefix = "reseller"

  /// Accounts that are kept in `folder`, or in memory without one.
  ///
  /// They begin as `image`; as `resellerImage`, if there is one, where the key says so.
  package init(
    in folder: DataFolder?, image: AccountImage, resellerImage: AccountImage? = nil,
    settings: Settings, attention: @escaping Account.Attention = { _, _ in }
  ) {
    self.folder = folder
    self.image = image
    self.resellerImage = resellerImage ?? image
    self.settings = settings
    self.attention = attention
  }

  /// The accounts that this process has seen.
  package var count: Int { known.withLock { $0.accounts.count } }

  package func account(_ key: String) throws(DatabaseError) -> Account {
    try known.withLock { (known) throws(DatabaseError) in
      if folder != nil { touch(key, in: &known) }
      if let account = known.accounts[key] { return account }
      let account = try Account(
        key: key, location: location(of: key), settings: settings, attention: attention,
        watch: watch)
      known.accounts[key] = account
      return account
    }
  }

  /// Wakes the accounts of the folder that have something to do although nobody has asked for them
  /// yet: calls that are owed, mail that waits.
  package func resume() throws(DatabaseError) {
    guard let folder else { return }
    for file in folder.files {
      // Whoever asks for the account waits until its file has been looked into.
      let key = try known.withLock { (known) throws(DatabaseError) -> String? in
        guard !known.accounts.keys.contains(where: { folder.file(for: $0) == file }) else {
          return nil
        }
        return try AccountRecord.key(inFile: file, unlessIdle: true)
      }
      if let key { attention(try account(key), .milliseconds(0)) }
    }
  }

  /// The account that has the mail of that uuid: for links in mails, which carry no key.
  package func account(owningEmail uuid: String) throws(DatabaseError) -> Account? {
    if let owner = known.withLock({ $0.accounts.values.first { $0.mayOwn(email: uuid) } }) {
      return owner
    }
    for file in folder?.files ?? [] {
      guard let key = try AccountRecord.key(inFile: file) else { continue }
      let account = try account(key)
      if account.mayOwn(email: uuid) { return account }
    }
    return nil
  }

  private func location(of key: String) -> Account.Location {
    let image = key.hasPrefix(Self.resellerPrefix) ? resellerImage : image
    return folder.map { .file(path: $0.file(for: key), image) } ?? .memory(image)
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
