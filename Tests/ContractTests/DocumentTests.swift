import APIContract
import Emulator
import JSON
import TestSupport
import Testing

@Suite("The OpenAPI document") struct DocumentTests {
  @Test func `is the golden one`() throws {
    let document = OpenAPI.ofEmulator(version: Emulator.version).document.prettyText
    let golden = (try? Fixture.text("openapi.json")) ?? ""
    guard document != golden else { return }
    let line = zip(
      document.split(separator: "\n", omittingEmptySubsequences: false),
      golden.split(separator: "\n", omittingEmptySubsequences: false)
    ).enumerated().first { $0.element.0 != $0.element.1 }
    Issue.record(
      """
      fixtures/openapi.json is another one, from line \((line?.offset ?? -1) + 1) on. If the change \
      is meant, `make openapi` writes it anew: review the difference.
      """)
  }
}
