import APIContract
import BrevoAPI
import HTTP
import TestSupport
import Testing

@Suite("The catalogue") struct CatalogueTests {
  /// What the seed document lists: lines that are a method and a path.
  static let seed: [String] = {
    let text = (try? Fixture.text("contract/seed.txt")) ?? ""
    return text.split(whereSeparator: \.isNewline).map(String.init).filter {
      $0.wholeMatch(of: /(GET|POST|PUT|PATCH|DELETE) \/\S+/) != nil
    }
  }()

  static let served = Catalogue.endpoints.map { "\($0.method.rawValue) \($0.path)" }

  @Test func `the seed document has fifty operations`() {
    #expect(Self.seed.count == 50)
    #expect(Set(Self.seed).count == 50)
  }

  @Test func `serves every operation of the seed, and no other`() {
    #expect(Set(Self.served) == Set(Self.seed))
  }

  @Test func `names each operation once`() {
    let names = Catalogue.endpoints.map(\.name)
    #expect(Set(names).count == names.count)
  }

  @Test(arguments: Catalogue.endpoints)
  func `declares the parameters that a path names, in their order`(_ endpoint: BrevoEndpoint) {
    let named = endpoint.path.split(separator: "/").filter { $0.hasPrefix("{") }
      .map { String($0.dropFirst().dropLast()) }
    #expect(endpoint.pathFields.members.map(\.name) == named)
    #expect(endpoint.pathFields.members.allSatisfy { $0.presence == .required })
  }
}

extension Endpoint: CustomTestStringConvertible {
  public var testDescription: String { "\(method.rawValue) \(path)" }
}
