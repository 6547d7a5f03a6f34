import APIContract
import HTTP
import Testing

@Suite("A router") struct RouterTests {
  static let names = ["list", "all ips", "delete", "ips", "rename"]
  let router = Router([
    (.get, "/senders"),
    (.get, "/senders/ips"),
    (.delete, "/senders/{senderId}"),
    (.get, "/senders/{senderId}/ips"),
    (.put, "/children/{child}/domains/{domain}"),
  ])

  @Test(arguments: [
    (HTTPMethod.get, "/senders", "list"),
    (.get, "/senders/ips", "all ips; literals win"),
    (.delete, "/senders/12", "delete 12"),
    (.get, "/senders/a%2Fb/ips", "ips a%2Fb; not decoded yet"),
    (.put, "/children/7/domains/x.io", "rename 7 x.io"),
  ])
  func `finds`(method: HTTPMethod, path: String, expected: String) {
    guard case .found(let index, let places) = router.match(method, path) else {
      Issue.record("\(path) was not found")
      return
    }
    let values = (0..<places.count).map { path.text(at: places[$0]) }
    let text = ([Self.names[index]] + values).joined(separator: " ")
    #expect(text == expected.prefix { $0 != ";" })
  }

  @Test(arguments: [
    "", "/", "/sender", "/senders/", "//senders", "/senders//ips", "/Senders", "/senders/1/ips/2",
  ])
  func `does not find`(path: String) {
    guard case .notFound = router.match(.get, path) else {
      Issue.record("\(path) was found")
      return
    }
  }

  @Test func `names the methods of a path that lacks the one asked for`() {
    guard case .otherMethods(let methods) = router.match(.post, "/senders") else {
      Issue.record("no other methods")
      return
    }
    #expect(methods == [.get])
  }
}

extension String {
  fileprivate func text(at place: Range<Int>) -> String {
    String(decoding: Array(utf8)[place], as: UTF8.self)
  }
}
