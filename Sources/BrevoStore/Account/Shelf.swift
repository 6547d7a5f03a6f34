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

  /// Ends what the shelf holds; in a folder the database with it.
  mutating func clear() throws(DatabaseError) {
    ownBeginning = nil
    kept = [:]
    try folder?.removeAccount(stem)
  }

  // MARK: The beginning

  private var beginningFile: String { stem + ".beginning" }

  func beginning() throws(DatabaseError) -> AccountImage? {
    guard folder != nil else { return ownBeginning }
    return try image(inFile: beginningFile)
  }

  /// Takes room for `image`, which is to be the beginning; with nil gives it back.
  func prepare(_ image: AccountImage?) throws(DatabaseError) {
    if let image {
      try folder?.draft(image.bytes, as: beginningFile + DataFolder.draft)
    } else {
      try folder?.remove([beginningFile + DataFolder.draft])
    }
  }

  /// Makes `image`, which was prepared, the beginning; nil if it has none of its own.
  mutating func begin(as image: AccountImage?) throws(DatabaseError) {
    guard let folder else {
      ownBeginning = image
      return
    }
    if image != nil {
      try folder.replace(beginningFile, by: beginningFile + DataFolder.draft)
    } else {
      try folder.remove([beginningFile])
    }
  }

  // MARK: Snapshots

  /// By their names.
  var snapshots: [Snapshot] {
    let all =
      folder == nil
      ? kept.map { Snapshot(name: $0, at: $1.at, byteCount: $1.image.bytes.count) }
      : files.map(\.snapshot)
    return all.sorted { $0.name < $1.name }
  }

  func image(of name: String) throws(DatabaseError) -> AccountImage? {
    guard folder != nil else { return kept[name]?.image }
    guard let file = files.first(where: { $0.snapshot.name == name })?.file else { return nil }
    return try image(inFile: file)
  }

  /// Nil if there is none. Who knows what has become of a file.
  private func image(inFile name: String) throws(DatabaseError) -> AccountImage? {
    guard let bytes = try folder?.read(name) else { return nil }
    do { return try AccountImage(file: bytes) } catch { throw error.of(file: name) }
  }

  /// Puts an image aside, in the place of one of that name.
  mutating func save(
    _ image: AccountImage, as name: String, at instant: Instant
  ) throws(DatabaseError) -> Snapshot {
    if let folder {
      let new = "\(stem).\(name).\(instant.milliseconds).snapshot"
      let old = files(of: name).filter { $0 != new }
      try folder.write(image.bytes, to: new)
      try folder.remove(old)
    } else {
      kept[name] = (instant, image)
    }
    return Snapshot(name: name, at: instant, byteCount: image.bytes.count)
  }

  /// Answers false if there was none.
  mutating func delete(_ name: String) throws(DatabaseError) -> Bool {
    guard let folder else { return kept.removeValue(forKey: name) != nil }
    let named = files(of: name)
    try folder.remove(named)
    return !named.isEmpty
  }

  /// The files of the snapshots, one of each name.
  private var files: [(file: String, snapshot: Snapshot)] {
    var names: Set<String> = []
    return allFiles.filter { names.insert($0.snapshot.name).inserted }
  }

  /// The files of one snapshot: it has two, if the process ended while it was being replaced.
  private func files(of name: String) -> [String] {
    allFiles.filter { $0.snapshot.name == name }.map(\.file)
  }

  /// A file says in its name what it is called, and when it was saved.
  private var allFiles: [(file: String, snapshot: Snapshot)] {
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
