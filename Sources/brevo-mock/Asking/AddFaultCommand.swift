import ArgumentParser
import HTTP
import JSON

struct AddFaultCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Let one more thing go wrong.",
    discussion: """
      Example: brevo-mock fault add --operation sendTransacEmail --nth 1 --phase after --reset
      """)

  @OptionGroup var asking: AskingOptions
  @OptionGroup(title: "Which requests") var target: TargetOptions
  @OptionGroup(title: "What it does") var effect: EffectOptions

  func run() throws {
    var fault = try target.object
    fault["what"] = try effect.value
    let answer = try asking.client.control(
      .post, "/faults", sending: JSONValue.object(fault).bytes)
    try asking.show(answer) { try answer.object.faultLine }
  }
}

/// Which requests a fault is for, and which of them it strikes: all that is not said is any.
struct TargetOptions: ParsableArguments {
  @Option(help: "Name of the operation: sendTransacEmail.")
  var operation: String?

  @Option(help: "Method, in the place of an operation.")
  var method: String?

  @Option(help: "Path, in the place of an operation: /smtp/templates/{templateId}, /smtp/*.")
  var path: String?

  @Option(
    help: #"What the request must say, as JSON: {"body": {"to.0.email": "ann@example.com"}}."#)
  var match: JSONArgument?

  @Option(help: "That request alone, counted from 1.")
  var nth: Int64?

  @Option(help: "So many requests, and then none.")
  var first: Int64?

  @Option(help: "Each that is a multiple.")
  var every: Int64?

  @Option(help: "before: nothing of the request happens. after: all of it has.")
  var phase: String?

  fileprivate var object: JSONObject {
    get throws {
      let when: JSONObject = [
        "nth": nth.map { .int($0) }, "first": first.map { .int($0) },
        "every": every.map { .int($0) },
      ]
      return [
        "operation": operation.map { .string($0) }, "method": method.map { .string($0) },
        "path": path.map { .string($0) }, "match": match?.value,
        "when": when.members.isEmpty ? nil : .object(when), "phase": phase.map { .string($0) },
      ]
    }
  }
}

/// What a fault does: flags for what is common, JSON for whatever else there is.
struct EffectOptions: ParsableArguments {
  @Option(help: "Answer an error of this status.")
  var status: Int64?

  @Option(help: "The code of that error.")
  var code: String?

  @Option(help: "The message of that error.")
  var message: String?

  @Option(help: "Answer an error by name: rateLimit, unrecognisedIP, notActivated and others.")
  var error: String?

  @Option(help: "Let the answer wait: 250ms, 2s.")
  var delay: String?

  @Flag(help: "Reset the connection.")
  var reset = false

  @Option(help: "Close the connection after so many bytes of the body.")
  var truncate: Int64?

  @Option(help: "Let nothing more come after so many bytes.")
  var stall: Int64?

  @Flag(name: .customLong("malformed-json"), help: "Leave out the end of the body.")
  var isMalformed = false

  @Option(help: #"All of it as JSON: {"drip": {"bytes": 10, "interval": "50ms"}}."#)
  var what: JSONArgument?

  fileprivate var value: JSONValue {
    get throws {
      let object: JSONObject = [
        "status": status.map { .int($0) }, "code": code.map { .string($0) },
        "message": message.map { .string($0) }, "error": error.map { .string($0) },
        "delay": delay.map { .string($0) }, "reset": reset ? true : nil,
        "truncate": truncate.map { .int($0) }, "stall": stall.map { .int($0) },
        "malformedJSON": isMalformed ? true : nil,
      ]
      guard let what else { return .object(object) }
      guard object.members.isEmpty else {
        throw Failure(.usage, "--what says all of what a fault does, and takes no flag beside it")
      }
      return what.value
    }
  }
}

/// A value in JSON.
struct JSONArgument: ExpressibleByArgument {
  let value: JSONValue

  init?(argument: String) {
    guard let value = try? JSONValue(parsing: Array(argument.utf8)) else { return nil }
    self.value = value
  }
}
