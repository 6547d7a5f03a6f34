import CivilTime
import SQLite

/// What an account held, put aside and brought back.
extension Account {
  /// By their names.
  package func snapshots() throws -> [Snapshot] { try work { $0.shelf.snapshots } }

  /// Puts aside what the account holds, in the place of a snapshot of that name.
  package func save(as name: String) throws -> Snapshot {
    try work { content in
      try budget.requireRoom()
      let state = try opened(&content)
      return try content.shelf.save(
        AccountImage(of: state.database), as: name, at: state.clock.now)
    }
  }

  /// Puts aside an image that came from elsewhere.
  package func save(_ image: AccountImage, as name: String) throws -> Snapshot {
    try work { content in
      try budget.requireRoom()
      let now = try opened(&content).clock.now
      return try content.shelf.save(image, as: name, at: now)
    }
  }

  /// What a snapshot holds; nil if there is none of that name.
  package func image(ofSnapshot name: String) throws -> AccountImage? {
    try work { try $0.shelf.image(of: name) }
  }

  /// Brings back what the account held when a snapshot was saved; answers false if there is none of
  /// that name.
  package func restore(_ name: String) throws -> Bool {
    try work { content in
      guard let image = try content.shelf.image(of: name) else { return false }
      try replace(&content, with: image)
      return true
    }
  }

  /// Answers false if there was none of that name.
  package func deleteSnapshot(_ name: String) throws -> Bool {
    try work { try $0.shelf.delete(name) }
  }

  // MARK: The whole account

  /// Brings back what the account began with; its snapshots stay.
  package func reset() throws {
    try work { try replace(&$0, with: beginning($0)) }
  }

  /// Puts `image` in the place of all that the account holds, but for its clock.
  package func become(_ image: AccountImage) throws {
    try work { content in
      try replace(&content, with: image, clock: opened(&content).clock)
    }
  }

  /// Makes the account begin as `image`, now and whenever it is reset, or as all do without one; its
  /// snapshots stay.
  func begin(as image: AccountImage?) throws {
    try work { content in
      try budget.requireRoom()
      // What needs room comes first: an account that is there is not half replaced for want of it.
      try content.shelf.prepare(image)
      do {
        if isThere {
          try replace(&content, with: image ?? self.image)
        } else {
          try begin(&content, as: image ?? self.image)
        }
      } catch {
        try? content.shelf.prepare(nil)
        throw error
      }
      try content.shelf.begin(as: image)
    }
  }
}
