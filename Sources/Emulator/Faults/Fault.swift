import APIContract
import JSON

/// Something that goes wrong because somebody wants it to: with which requests, how often, and what.
struct Fault: Sendable {
  /// When in a request's life it strikes.
  enum Phase: String, Sendable, CaseIterable {
    /// In the place of all that the request would do.
    case before
    /// When all is done and kept: only the client does not get to know.
    case after
  }

  let target: FaultTarget
  let occasion: FaultOccasion
  let phase: Phase
  let effect: FaultEffect
  /// As it was asked for.
  let given: JSONObject

  private static let operation = Field.optional(
    "operation", .text, "Name of the operation that it strikes.")
  private static let method = Field.optional(
    "method", FaultTarget.method, "Method of the requests that it strikes.")
  private static let path = Field.optional(
    "path", .text,
    "Path of the requests that it strikes: `/smtp/templates/{templateId}`, or `/smtp/*` for all that begin so."
  )
  private static let match = Field.optional(
    "match", FaultTarget.condition, "What the request must say to be struck.")
  private static let occasion = Field.optional(
    "when", FaultOccasion.shape, "Which of these requests it strikes: without it all.")
  private static let phase = Field.optional(
    "phase", .one(of: Phase.self),
    "`before`: nothing of the request happens. `after`: all of it has. Without it `before`, where `what` gives an answer or none; else `after`."
  )
  private static let effect = Field.required("what", FaultEffect.shape, "What it does.")
  private static let oneTarget = Rule("`operation` stands alone, without `method` and `path`.") {
    inputs, _ throws(APIError) in
    guard inputs.has("operation"), inputs.has("method") || inputs.has("path") else { return }
    throw .invalid(text: "operation cannot be passed with method or path")
  }
  private static let harmless = Rule("In the phase `before`, `what` must leave no answer to give.")
  {
    inputs, _ throws(APIError) in
    guard inputs[phase] == .before, let effect = inputs.value(of: effect.member)?.object,
      !FaultEffect.replacing.contains(where: { effect[$0] != nil })
    else { return }
    throw .invalid(
      text: "phase can only be before where what has error, status, reset or stall")
  }

  static let clauses: [any ClauseConvertible] = [
    operation, method, path, oneTarget, match, occasion, phase, effect, harmless,
  ]

  /// What a request may say of itself.
  static let ownShape = Shape.object(phase, effect, harmless)

  /// - Throws: An error that names what is known, if it names an operation or an error that is not.
  init(_ inputs: Inputs) throws(APIError) {
    target = try FaultTarget(
      operation: inputs[Self.operation], method: inputs[Self.method], path: inputs[Self.path],
      condition: inputs[Self.match])
    occasion = FaultOccasion(inputs[Self.occasion])
    effect = try FaultEffect(inputs[Self.effect])
    phase = inputs[Self.phase] ?? effect.standardPhase
    given = inputs.object
  }

  /// What a request asks for itself.
  init(ofRequest inputs: Inputs) throws(APIError) {
    target = .every
    occasion = .always
    effect = try FaultEffect(inputs[Self.effect])
    phase = inputs[Self.phase] ?? effect.standardPhase
    given = inputs.object
  }
}

/// Which of the requests that a fault is for it strikes, counted from the first one.
enum FaultOccasion: Sendable {
  case always
  case nth(Int64)
  case first(Int64)
  case every(Int64)

  private static let nth = Field.optional("nth", .identifier, "That one alone.")
  private static let first = Field.optional("first", .identifier, "So many, and then none.")
  private static let every = Field.optional("every", .identifier, "Each that is a multiple.")
  private static let names = [nth, first, every].map(\.member.name)
  private static let wrong = APIError.invalid(text: "when has one of nth, first or every")

  static let shape = Shape.object(
    Rule.anyOf(names, else: wrong), Rule.atMostOneOf(names, else: wrong), nth, first, every)

  init(_ inputs: Inputs?) {
    self =
      if let number = inputs?[Self.nth] {
        .nth(number)
      } else if let count = inputs?[Self.first] {
        .first(count)
      } else if let step = inputs?[Self.every] {
        .every(step)
      } else {
        .always
      }
  }

  func strikes(_ number: Int64) -> Bool {
    switch self {
    case .always: true
    case .nth(let wanted): number == wanted
    case .first(let count): number <= count
    case .every(let step): number % step == 0
    }
  }

  /// The numbers of the next ones that it strikes, behind `seen`: three at most.
  func next(after seen: Int64) -> [Int64] {
    switch self {
    case .always: [seen + 1, seen + 2, seen + 3]
    case .nth(let wanted): wanted > seen ? [wanted] : []
    case .first(let count): count > seen ? Array((seen + 1...count).prefix(3)) : []
    case .every(let step): (1...3).map { (seen / step + $0) * step }
    }
  }
}
