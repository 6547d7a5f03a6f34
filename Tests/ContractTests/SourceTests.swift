import TestSupport
import Testing

/// What the compiler does not see: where the program may take time and chance from, and who knows
/// of whom.
@Suite("The sources") struct SourceTests {
  static let files = (try? SourceFile.all) ?? []

  @Test func `are found`() {
    #expect(Self.files.count > 100)
    #expect(Self.files.contains { $0.path == "BrevoStore/Account/Clock.swift" })
    #expect(Self.files.contains { $0.path == "Sockets/MonotonicTime.swift" })
  }

  /// An account's present comes from its clock; deadlines, durations and the `Date` field from
  /// monotonic time.
  @Test func `read the time in two files`() {
    let readers = Self.files.filter {
      $0.code.contains(
        /clock_gettime|gettimeofday|timespec_get|\btime\(nil|gmtime|localtime|CLOCK_|timerfd/)
        || $0.code.contains(/\b(Date|NSDate)(\(|\.now)|ContinuousClock|SuspendingClock/)
        || $0.code.contains(/DispatchTime|DispatchWallTime|CFAbsoluteTime|ProcessInfo/)
    }
    #expect(
      readers.map(\.path).sorted() == [
        "BrevoStore/Account/Clock.swift", "Sockets/MonotonicTime.swift",
      ])
  }

  @Test func `sleep nowhere but in commands`() {
    let sleepers = Self.files.filter { $0.code.contains(/sleep\(|Thread\.|Task\.sleep/) }
    #expect(sleepers.allSatisfy { $0.target == "brevo-mock" }, "\(sleepers.map(\.path))")
  }

  /// Nothing but callbacks leaves the server, and they leave through one door. Commands that ask a
  /// server open connections too.
  @Test func `open connections in one file, besides commands`() {
    let callers = Self.files.filter {
      $0.code.contains(/\b(connect|sendto|sendmsg|sendmmsg|socketpair)\(/)
        || $0.code.contains(/URLSession|io_uring|posix_spawn|popen\(|\bsystem\(|\bexecv/)
    }
    #expect(callers.filter { $0.target != "brevo-mock" }.map(\.path) == ["HTTPClient/Dial.swift"])
    let askers = Self.files.filter { $0.code.contains(/getaddrinfo\(|gethostbyname|res_query/) }
    #expect(askers.filter { $0.target != "brevo-mock" }.map(\.path) == ["HTTPClient/Lookup.swift"])
    let clients = Self.files.filter { $0.code.contains("HTTPClient(") }
    #expect(clients.map(\.path) == ["Emulator/Courier.swift"])
  }

  /// What a client names never becomes the name of a file, but through these.
  @Test func `open files in the data folder alone, besides commands`() {
    let openers = Self.files.filter {
      $0.code.contains(/\bO_(RDONLY|WRONLY|RDWR|CREAT)\b/)
        || $0.code.contains(/\b(fopen|freopen|opendir|sqlite3_open\w*)\(/)
    }
    #expect(
      openers.filter { $0.target != "brevo-mock" }.map(\.path) == [
        "BrevoStore/Account/DataFolder+Accounts.swift",
        "BrevoStore/Account/DataFolder+Files.swift", "BrevoStore/Account/DataFolder.swift",
        "Emulator/Metrics.swift", "SQLite/Database.swift",
      ])
  }

  @Test func `take chance from the store alone`() {
    let drawers = Self.files.filter {
      $0.code.contains(/\.random\(|RandomNumberGenerator|randomElement|\.shuffled|\.shuffle\(/)
        || $0.code.contains(/arc4random|getrandom|getentropy|\bs?rand\(|drand48|\/dev\/u?random/)
        || $0.code.contains(/\bUUID\(\)/)
    }
    #expect(drawers.allSatisfy { $0.target == "BrevoStore" }, "\(drawers.map(\.path))")
    #expect(!drawers.isEmpty)
  }

  @Test func `of libraries do without Foundation`() {
    let users = Self.files.filter { $0.code.contains(/import .*(Foundation|FoundationEssentials)/) }
    #expect(users.allSatisfy { $0.target == "brevo-mock" }, "\(users.map(\.path))")
  }

  /// The engine could serve any other contract.
  @Test func `of the engine do not know whom they serve`() {
    let engine = [
      "JSON", "HTTP", "HTTPClient", "HTTPServer", "Sockets", "SQLite", "APIContract", "CivilTime",
      "CSQLite", "CLinux", "MIME", "PDF", "TemplateLanguage",
    ]
    let knowing = Self.files.filter {
      engine.contains($0.target) && $0.text.lowercased().contains(/brevo|sendinblue|mailin/)
    }
    #expect(
      knowing.map(\.path) == ["TemplateLanguage/Template.swift"],
      "one comment there says whose language it is")
  }

  @Test func `have at most 300 lines a file`() {
    for file in Self.files {
      let count = file.text.split(separator: "\n", omittingEmptySubsequences: false).count - 1
      #expect(count <= 300, "\(file.path) has \(count)")
    }
  }
}

/// A file below `Sources`.
struct SourceFile {
  /// From `Sources` on.
  let path: String
  let text: String

  var target: String { String(path.prefix { $0 != "/" }) }

  /// The text without its comments.
  var code: String {
    text.split(separator: "\n").map { line in
      line.firstMatch(of: /(^|\s)\/\/.*$/).map { line[..<$0.range.lowerBound] } ?? line
    }.joined(separator: "\n")
  }

  static var all: [SourceFile] {
    get throws {
      try Repository.files(below: "Sources")
        .filter { path in [".swift", ".h", ".modulemap"].contains(where: path.hasSuffix) }
        .map { SourceFile(path: $0, text: try Repository.text("Sources/\($0)")) }
    }
  }
}
