import HTTP
import JSON
import Testing

@Suite("What a fault does") struct FaultEffectTests {
  let brevo: TestClient

  init() throws { brevo = try .unchecked() }

  /// The answer to a mail, struck by a fault that does `what`.
  func answer(_ what: JSONValue, phase: JSONValue? = nil) throws -> HTTPResponse {
    let fault: JSONValue = ["phase": phase, "what": what]
    return try brevo.answerToMail(fields: ["x-mock-fault": fault.text])
  }

  func delivery(_ what: JSONValue) throws -> Delivery? { try answer(what).delivery }

  func count() throws -> Int { try brevo.rows(to: "ann@example.com").count }

  @Test(
    arguments: [
      (["status": 503], 503, "service_unavailable", "Service Unavailable"),
      (["status": 400], 400, "bad_request", "Bad Request"),
      (["status": 402], 402, "not_enough_credits", "Payment Required"),
      (["status": 404, "message": "Gone"], 404, "document_not_found", "Gone"),
      (["status": 422, "code": "odd"], 422, "odd", "Unprocessable Content"),
      (["status": 599], 599, "injected_error", "Injected error"),
      (["error": "internalError"], 500, "internal_error", "The emulator failed; its log says why"),
      (["error": "rateLimit"], 429, "too_many_requests", "Too many requests"),
      (
        ["error": "notActivated"], 403, "permission_denied",
        "Unable to send email. Your SMTP account is not yet activated. Please contact us at contact@brevo.com to request activation"
      ),
      (
        ["error": "underValidation"], 402, "account_under_validation",
        "Your account is under validation. You can not create another campaign."
      ),
    ] as [(JSONValue, Int, String, String)])
  func `is an error in the service's envelope`(
    what: JSONValue, status: Int, code: String, message: String
  ) throws {
    let answer = try answer(what)
    #expect(try TestReply(answer) == .refused(status, code, message))
    #expect(answer.fields["x-sib-ratelimit-limit"] == "1000")
    #expect(answer.delivery == nil)
    #expect(try count() == 0)
  }

  @Test func `is a spent limit, in all that tells of it`() throws {
    let fields = try answer(["error": "rateLimit"]).fields
    #expect(fields["x-sib-ratelimit-remaining"] == "0")
    #expect(fields["x-sib-ratelimit-reset"] == "1")
  }

  @Test func `is the gateway's refusal of an address`() throws {
    let answer = try answer(["error": "unrecognisedIP"])
    #expect(answer.status == .unauthorized)
    #expect(
      String(decoding: answer.body, as: UTF8.self)
        == #"{"message":"We have detected you are using an unrecognised IP address 127.0.0.1. If you performed this action make sure to add the new IP address in this link: https://app.brevo.com/security/authorised_ips","code":"unauthorized"}"#
        + "\n")
    #expect(answer.fields["x-sib-ratelimit-limit"] == nil)
  }

  @Test func `is a way for the request's own answer to leave`() throws {
    let delay = try #require(try delivery(["delay": "250ms"]))
    #expect(delay.delay == .milliseconds(250))
    #expect(try delivery(["delay": 40])?.delay == .milliseconds(40))
    #expect(
      try delivery(["drip": ["bytes": 3, "interval": "1s"]])?.drip
        == Delivery.Drip(bytes: 3, interval: .seconds(1)))
    #expect(try delivery(["truncate": 5])?.end == .closed(afterBody: 5))
    #expect(try delivery(["wrongContentLength": -4])?.lengthError == -4)
    #expect(try count() == 5, "each has left a mail")
    #expect(try answer(["truncate": 5]).status == .created)
  }

  @Test func `is no answer at all`() throws {
    #expect(try delivery(["reset": true])?.end == .reset(afterBody: nil))
    #expect(try delivery(["reset": true, "truncate": 2])?.end == .reset(afterBody: 2))
    #expect(try delivery(["stall": 0])?.end == .stalled(after: 0))
    #expect(try count() == 0, "without another word nothing has happened")
    #expect(try answer(["reset": true], phase: "after").delivery?.end == .reset(afterBody: nil))
    #expect(try count() == 1)
  }

  @Test func `is both`() throws {
    let answer = try answer(["status": 502, "delay": "2s", "truncate": 0])
    #expect(answer.status == .badGateway)
    #expect(answer.delivery?.delay == .seconds(2))
    #expect(answer.delivery?.end == .closed(afterBody: 0))
  }

  @Test(
    arguments: [
      ["malformedJSON": true], ["malformedJSON": true, "status": 503],
      ["malformedJSON": true, "error": "unrecognisedIP"],
    ] as [JSONValue])
  func `is a body that is no JSON`(what: JSONValue) throws {
    let answer = try answer(what)
    #expect(answer.body.first == UInt8(ascii: "{"))
    #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: answer.body) }
    #expect(answer.delivery == nil, "its length is right")
  }

  // MARK: Refusals

  @Test(
    arguments: [
      ([:], .missing("what is missing")),
      (["what": [:]], .invalid("what says nothing to do")),
      (["what": ["status": 200]], .outOfRange("status is not valid in what")),
      (["what": ["status": "503"]], .invalid("status is not valid in what")),
      (["what": ["code": "c", "delay": 1]], .missing("status is missing in what")),
      (
        ["what": ["status": 503, "error": "rateLimit"]],
        .invalid("Only one of error or status can be passed in what")
      ),
      (
        ["what": ["error": "fire"]],
        .notFound(
          "No error is called fire; there are rateLimit, unrecognisedIP, notActivated, underValidation, internalError"
        )
      ),
      (["what": ["delay": "soon"]], .invalid("delay is not valid in what")),
      (["what": ["delay": -1]], .invalid("delay is not valid in what")),
      (["what": ["drip": ["bytes": 0, "interval": 1]]], .outOfRange("bytes is not valid in drip")),
      (["what": ["drip": ["bytes": 1]]], .missing("interval is missing in drip")),
      (
        ["what": ["stall": 1, "reset": true]],
        .invalid("stall cannot be passed with truncate or reset")
      ),
      (["what": ["reset": 1]], .invalid("reset is not valid in what")),
      (
        ["phase": "before", "what": ["delay": 1]],
        .invalid("phase can only be before where what has error, status, reset or stall")
      ),
      (["phase": "during", "what": ["status": 503]], .invalid("phase is not valid")),
      (
        ["when": ["nth": 1, "every": 2], "what": ["status": 503]],
        .invalid("when has one of nth, first or every")
      ),
      (["when": [:], "what": ["status": 503]], .invalid("when has one of nth, first or every")),
      (["when": ["nth": 0], "what": ["status": 503]], .outOfRange("nth is not valid in when")),
      (
        ["operation": "sendTransacEmail", "path": "/a", "what": ["status": 503]],
        .invalid("operation cannot be passed with method or path")
      ),
      (["method": "FETCH", "what": ["status": 503]], .invalid("method is not valid")),
      (["what": ["status": 503, "colour": "red"]], .invalid("what.colour is not known here")),
    ] as [(JSONValue, TestReply)])
  func `must be said rightly`(fault: JSONValue, reply: TestReply) throws {
    #expect(try brevo.control(.post, "/faults", fault) == reply)
    #expect(try brevo.faults().isEmpty)
  }

  @Test func `must be of an operation that there is`() throws {
    let fault: JSONValue = ["operation": "sendMail", "what": ["status": 503]]
    let reply = try brevo.control(.put, "/faults", ["faults": [fault]])
    #expect(reply.status == 404)
    let message = reply["message"]?.string ?? ""
    #expect(message.hasPrefix("No operation is called sendMail; there are "))
    #expect(message.contains("sendTransacEmail"))
  }

  @Test func `must be asked for by somebody`() throws {
    for method: HTTPMethod in [.get, .delete] {
      let answer = try brevo.answer(to: HTTPRequest(method, "/_mock/faults"))
      #expect(answer.status == .unauthorized)
    }
  }

  @Test func `is at most a hundred things`() throws {
    for _ in 1...100 { try brevo.addFault(["what": ["status": 503]]) }
    #expect(
      try brevo.control(.post, "/faults", ["what": ["status": 503]])
        == .outOfRange("An account has at most 100 faults"))
  }

  @Test(arguments: [
    ("status=503", "x-mock-fault is not JSON"),
    ("[]", "x-mock-fault is not valid"),
    ("{}", "what is missing in x-mock-fault"),
    (#"{"what": {"status": 1}}"#, "status is not valid in what"),
    (#"{"what": {"status": 503}, "when": {"nth": 1}}"#, "when is not declared in x-mock-fault"),
  ])
  func `must be said rightly by a request`(text: String, message: String) throws {
    let reply = try TestReply(try brevo.answerToMail(fields: ["x-mock-fault": text]))
    #expect(reply == .invalid(message))
    #expect(try count() == 0)
  }
}
