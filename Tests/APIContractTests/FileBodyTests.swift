import APIContract
import CivilTime
import HTTP
import JSON
import Testing

@Suite("A body that is a file") struct FileBodyTests {
  static let endpoint = Endpoint<Void>(
    .put, "/file", "putFile", summary: "Put a file", body: .file, responses: [.noContent("put")]
  ) { _, _ in .noContent }

  func call(_ body: [UInt8], _ fields: HTTPFields = [:]) throws -> Call {
    try Self.endpoint.admit(
      HTTPRequest(.put, "/file", fields: fields, body: body), path: PathPlaces(),
      at: Moment(now: Instant(milliseconds: 0), offset: .utc))
  }

  @Test(arguments: [[:], ["Content-Type": "application/json"], ["Content-Type": "x"]])
  func `is handed on as it is, whatever its type is said to be`(fields: HTTPFields) throws {
    #expect(try call([0, 255, 0x7b], fields).file == [0, 255, 0x7b])
  }

  @Test func `must be there`() {
    #expect(throws: APIError.noInput) { try call([]) }
  }

  @Test func `is no JSON in the document either`() {
    let document = OpenAPI(
      title: "F", version: "1", description: "F",
      sections: [.init("F", basePath: "", [Self.endpoint])]
    ).document
    let operation = document.object?["paths"]?.object?["/file"]?.object?["put"]
    #expect(
      operation?.object?["requestBody"] == [
        "required": true,
        "content": ["application/octet-stream": ["schema": ["type": "string"]]],
      ])
  }
}
