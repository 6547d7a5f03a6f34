import BrevoAPI
import BrevoStore
import Emulator
import Foundation
import HTTP
import HTTPServer
import JSON
import TestSupport
import Testing

/// Whoever asks, with whatever names, gets to see and to change the accounts' own files alone.
@Suite("The file system") struct FileSystemTests {
  private static let secret = "what only the test knows"

  /// The data folder, and beside it a file that is none of the emulator's business.
  private let outside: TemporaryFolder
  private let emulator: Emulator

  init() throws {
    outside = try TemporaryFolder()
    try outside.write(Array(Self.secret.utf8), to: "secret.txt")
    let folder = try DataFolder(path: outside.path + "/data")
    emulator = Emulator(
      accounts: try Accounts(in: folder, world: World(), settings: Settings()), version: "test")
  }

  /// Names that lead out of the folder, should anybody take them for names of files.
  private var names: [String] {
    let path = outside.path
    return [
      "..", "../secret.txt", "\(path)/secret.txt", "file://\(path)/secret.txt", "..\\secret.txt",
      "../new.txt\0",
    ]
  }

  /// Expects that nothing was read or written that is not the emulator's.
  private func expectUntouched(_ what: String) throws {
    #expect(try outside.names(ending: "") == ["data", "secret.txt"], "\(what)")
    #expect(try outside.bytes("secret.txt") == Array(Self.secret.utf8), "\(what)")
    for name in try FileManager.default.contentsOfDirectory(atPath: outside.path + "/data") {
      let isOwn = name == "lock" || name.contains(/^[0-9a-f]{32}\.[A-Za-z0-9._-]+$/)
      #expect(isOwn, "\(what): \(name)")
    }
  }

  private func ask(
    _ method: HTTPMethod, _ target: String, key: String = "k", body: JSONObject = [:]
  ) throws -> HTTPResponse? {
    let fields: HTTPFields = [
      "api-key": key, "Content-Type": "application/json", "Accept": "*/*",
    ]
    let request = HTTPRequest(
      method, target, fields: fields, body: body.members.isEmpty ? [] : JSONValue.object(body).bytes
    )
    guard case .now(let response)? = emulator.respond(to: [request]).first else { return nil }
    #expect(!String(decoding: response.body, as: UTF8.self).contains(Self.secret), "\(target)")
    return response
  }

  @Test func `is not reached by a name in a request`() throws {
    for route in Route.operations {
      for name in names {
        let encoded = PercentEncoding.encode(name)
        let query = route.query.map { "\($0)=\(encoded)" }.joined(separator: "&")
        let body = JSONObject(route.body.map { ($0, .string(name)) })
        _ = try ask(route.method, "\(route.path(with: encoded))?\(query)", body: body)
        _ = try ask(route.method, route.path(with: encoded), key: name)
        if !name.contains("\0") { _ = try ask(route.method, route.path(with: name)) }
      }
      try expectUntouched("\(route)")
    }
  }

  @Test func `is not reached by a path`() throws {
    let secret = "\(outside.path)/secret.txt"
    for path in [
      "/../secret.txt", "/../../../../../../etc/passwd", "/..%2fsecret.txt",
      "/%2e%2e/secret.txt", "/%2e%2e%2fsecret.txt", "/..\\secret.txt", "/..%5csecret.txt",
      "/..%252fsecret.txt", "/..%c0%afsecret.txt", "/..;/secret.txt", "/secret.txt%00",
      "/v3/../secret.txt", "/v3/../../secret.txt", "/_mock/../secret.txt", "/livez/../secret.txt",
      "/./livez", "//livez", "/livez/", "/v3/../livez", secret, "/" + secret,
      "http://a/../secret.txt", "/index.html", "/.git/config", "/data/lock", "/lock",
    ] {
      #expect(try ask(.get, path)?.status == .notFound, "\(path)")
    }
    try expectUntouched("a path")
  }

  /// What saves and restores is what has names of files at all.
  @Test func `holds what is saved under odd names in files of the account`() throws {
    for name in ["..", "...", ".", "-rf", "a..b", String(repeating: "x", count: 64)] {
      #expect(try ask(.put, "/_mock/snapshots/\(name)")?.status == .ok, "\(name)")
      #expect(try ask(.post, "/_mock/snapshots/\(name)/restore")?.status == .noContent, "\(name)")
      let fork = try ask(.post, "/_mock/snapshots/\(name)/fork", body: ["key": "../\(name)"])
      #expect(fork?.status == .created, "\(name)")
      #expect(try ask(.delete, "/_mock/snapshots/\(name)")?.status == .noContent, "\(name)")
    }
    try expectUntouched("a snapshot")
  }
}
