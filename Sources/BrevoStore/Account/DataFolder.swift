import Glibc
import SQLite

/// The folder in which accounts outlive the process. One process at a time holds it.
package final class DataFolder: Sendable {
  package struct Failure: Error, CustomStringConvertible {
    package var description: String
  }

  /// What an account survives, once it was told that something is done.
  package enum Durability: String, Sendable, CaseIterable {
    /// The end of the process, however it ends.
    case process
    /// The end of the machine's power as well: nothing is answered before it is on the disk.
    case full
  }

  let path: String
  let durability: Durability
  private let lock: Int32

  /// Takes the folder at `path`, which is made if it is not there.
  ///
  /// - Throws: A sentence, if it cannot be made or written, or if another process holds it.
  package init(path: String, durability: Durability = .process) throws(Failure) {
    try Self.make(path, durability)
    let file = path + "/lock"
    let descriptor = open(file, O_CREAT | O_RDWR | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Self.failure("cannot write \(file)") }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw Failure(
        description: "\(path) is in use by another brevo-mock; stop it, or name another folder")
    }
    self.path = path
    self.durability = durability
    lock = descriptor
    do { try finish() } catch { throw Failure(description: error.message) }
  }

  deinit { close(lock) }

  /// Sees to it that the folder at the path is still the one that was taken: it may have been moved
  /// away, or made anew by somebody else.
  func requireHeld() throws(DatabaseError) {
    var there = stat()
    var held = stat()
    guard stat(path + "/lock", &there) == 0, fstat(lock, &held) == 0, there.st_ino == held.st_ino,
      there.st_dev == held.st_dev
    else {
      throw DatabaseError(
        kind: .unavailable,
        message: "the folder \(path) is gone; put it back, or start the server anew")
    }
  }

  /// What the names of all files of an account begin with: a hash, as a key may hold any character.
  static func stem(for key: String) -> String {
    let digits = String(hash(key), radix: 16)
    return String(repeating: "0", count: 32 - digits.count) + digits
  }

  /// Whether an account may have a file of that name: whatever else is in the folder is left alone.
  static func isOurs(_ name: String) -> Bool {
    let stem = name.prefix { $0 != "." }
    return stem.count == 32 && stem.count < name.count && stem.allSatisfy(\.isHexDigit)
  }

  /// The file of the account that `key` names.
  func file(for key: String) -> String { "\(path)/\(Shelf.databaseFile(of: key))" }

  /// The names of the databases of all accounts that are kept here.
  var databases: [String] { names(from: "", to: ".sqlite").filter(Self.isOurs) }

  /// FNV-1a with 128 bits. Two keys of one hash would be noticed: the file holds its key.
  private static func hash(_ key: String) -> UInt128 {
    key.utf8.reduce(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d) { hash, byte in
      (hash ^ UInt128(byte)) &* 0x0000_0000_0100_0000_0000_0000_0000_013b
    }
  }

  private static func make(_ path: String, _ durability: Durability) throws(Failure) {
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      let parent = made.isEmpty ? "." : made
      made += part + "/"
      if mkdir(made, 0o755) == 0 {
        guard durability == .full else { continue }
        do { try sync(path: parent) } catch { throw Failure(description: error.message) }
      } else if errno != EEXIST {
        throw failure("cannot make the folder \(made)")
      }
    }
  }

  private static func failure(_ what: String) -> Failure {
    Failure(description: "\(what): \(String(cString: strerror(errno)))")
  }
}
