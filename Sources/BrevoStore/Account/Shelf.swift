package import CivilTime
import SQLite

/// A state of an account that was put aside.
package struct Snapshot: Sendable, Equatable {
  package var name: String
  /// When it was saved, by the account's clock.
  package var at: Instant
  package var byteCount: Int
}

/// What is kept beside the database of an account: the image that it began with, if that is its own,
/// and its snapshots. It is in memory, or in files beside the database's.
struct Shelf {
  private let folder: DataFolder?
  private let stem: String
  private var ownBeginning: AccountImage?
  private var kept: [String: (at: Instant, image: AccountImage)] = [:]

  init(of key: String, in folder: DataFolder?) {
    self.folder = folder
    stem = DataFolder.stem(for: key)
  }

  static func databaseFile(of key: String) -> String { DataFolder.stem(for: key) + ".sqlite" }

  /// How many bytes of memory it takes.
  var byteCount: Int {
    kept.values.reduce(ownBeginning?.bytes.count ?? 0) { $0 + $1.image.bytes.count }
  }

  mutating func clear() {
    ownBeginning = nil
    kept = [:]
    for name in folder?.names(from: stem + ".", to: "") ?? [] where name != stem + ".sqlite" {
      folder?.remove(name)
    }
  }

  // MARK: The beginning

  private var beginningFile: String { stem + ".beginning" }

  func beginning() throws(DatabaseError) -> AccountImage? {
    guard let folder else { return ownBeginning }
    return try folder.read(beginningFile).map(AccountImage.init(bytes:))
  }

  mutating func begin(as image: AccountImage?) throws(DatabaseError) {
    guard let folder else {
      ownBeginning = image
      return
    }
    if let image {
      try folder.write(image.bytes, to: beginningFile)
    } else {
      folder.remove(beginningFile)
    }
  }

  // MARK: Snapshots

  /// By their names.
  var snapshots: [Snapshot] {
    guard folder != nil else {
      return kept.map { Snapshot(name: $0, at: $1.at, byteCount: $1.image.bytes.count) }
        .sorted { $0.name < $1.name }
    }
    return files.map(\.snapshot).sorted { $0.name < $1.name }
  }

  func image(of name: String) throws(DatabaseError) -> AccountImage? {
    guard let folder else { return kept[name]?.image }
    guard let file = files.first(where: { $0.snapshot.name == name })?.file else { return nil }
    return try folder.read(file).map(AccountImage.init(bytes:))
  }

  /// Puts an image aside, in the place of one of that name.
  mutating func save(
    _ image: AccountImage, as name: String, at instant: Instant
  ) throws(DatabaseError) -> Snapshot {
    if let folder {
      let new = "\(stem).\(name).\(instant.milliseconds).snapshot"
      let old = files.filter { $0.snapshot.name == name && $0.file != new }
      try folder.write(image.bytes, to: new)
      for (file, _) in old { folder.remove(file) }
    } else {
      kept[name] = (instant, image)
    }
    return Snapshot(name: name, at: instant, byteCount: image.bytes.count)
  }

  /// Answers false if there was none.
  mutating func delete(_ name: String) -> Bool {
    guard let folder else { return kept.removeValue(forKey: name) != nil }
    let named = files.filter { $0.snapshot.name == name }
    for (file, _) in named { folder.remove(file) }
    return !named.isEmpty
  }

  /// A file says in its name what it is called, and when it was saved.
  private var files: [(file: String, snapshot: Snapshot)] {
    guard let folder else { return [] }
    return folder.names(from: stem + ".", to: ".snapshot").compactMap { file in
      let middle = file.dropFirst(stem.count + 1).dropLast(".snapshot".count)
      guard let dot = middle.lastIndex(of: "."),
        let milliseconds = Int64(middle[middle.index(after: dot)...])
      else { return nil }
      let snapshot = Snapshot(
        name: String(middle[..<dot]), at: Instant(milliseconds: milliseconds),
        byteCount: folder.byteCount(of: file))
      return (file, snapshot)
    }
  }
}
