import HTTP
import Testing

@Suite("The response writer")
struct ResponseWriterTests {
  private let writer = ResponseWriter(time: 784_111_777)
  private let date = "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"

  @Test func `frames an answer`() {
    let response = HTTPResponse(.ok, fields: ["A": "b", "C": "d"], body: Array("hello".utf8))
    #expect(
      text(response)
        == "HTTP/1.1 200 OK\r\n\(date)A: b\r\nC: d\r\nContent-Length: 5\r\n\r\nhello")
  }

  @Test(arguments: [
    (ResponseWriter.Connection.persists, ""), (.close, "Connection: close\r\n"),
    (.keepAlive, "Connection: keep-alive\r\n"),
  ])
  func `says what becomes of the connection`(mode: ResponseWriter.Connection, field: String) {
    #expect(
      text(HTTPResponse(.notFound), connection: mode)
        == "HTTP/1.1 404 Not Found\r\n\(date)\(field)Content-Length: 0\r\n\r\n")
  }

  @Test func `leaves out a HEAD's body but not its length`() {
    let response = HTTPResponse(.ok, body: Array("hello".utf8))
    #expect(
      text(response, isHead: true) == "HTTP/1.1 200 OK\r\n\(date)Content-Length: 5\r\n\r\n")
  }

  @Test(arguments: [HTTPStatus.noContent, .notModified])
  func `gives no body to a status without one`(status: HTTPStatus) {
    let response = HTTPResponse(status, fields: ["A": "b"], body: Array("hello".utf8))
    #expect(
      text(response) == "HTTP/1.1 \(status.code) \(status.reason)\r\n\(date)A: b\r\n\r\n")
  }

  @Test func `writes a status that has no phrase`() {
    #expect(text(HTTPResponse(HTTPStatus(599))).hasPrefix("HTTP/1.1 599 \r\n"))
  }

  @Test func `appends`() {
    var output = Array("before".utf8)
    writer.write(HTTPResponse(.created), to: &output)
    #expect(String(decoding: output, as: UTF8.self).hasPrefix("beforeHTTP/1.1 201 Created\r\n"))
  }

  @Test(arguments: [
    (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
    (1_709_251_199, "Thu, 29 Feb 2024 23:59:59 GMT"),
    (1_709_251_200, "Fri, 01 Mar 2024 00:00:00 GMT"),
    (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"), (-1, "Wed, 31 Dec 1969 23:59:59 GMT"),
    (1_735_689_599, "Tue, 31 Dec 2024 23:59:59 GMT"),
  ])
  func `dates answers by the calendar`(seconds: Int, date: String) {
    var output: [UInt8] = []
    ResponseWriter(time: seconds).write(HTTPResponse(.ok), to: &output)
    #expect(String(decoding: output, as: UTF8.self).contains("\r\nDate: \(date)\r\n"))
  }

  private func text(
    _ response: HTTPResponse, isHead: Bool = false,
    connection: ResponseWriter.Connection = .persists
  ) -> String {
    var output: [UInt8] = []
    writer.write(response, isHead: isHead, connection: connection, to: &output)
    return String(decoding: output, as: UTF8.self)
  }
}
