import JSON

/// Holds values against clauses, and names the first thing that is wrong.
struct Check {
  let moment: Moment

  func members(of inputs: Inputs, in container: String? = nil) throws(APIError) {
    let clauses = inputs.clauses
    for place in clauses.demanding.union(inputs.given) {
      switch clauses[place] {
      case .member(let member): try check(member, at: place, of: inputs, in: container)
      case .rule(let rule): try rule.check(inputs, moment)
      }
    }
  }

  private func check(
    _ member: Member, at place: Int, of inputs: Inputs, in container: String?
  ) throws(APIError) {
    if inputs.ignores(at: place) { return }
    let fault = Fault(member: member, container: container)
    if inputs.given.contains(place) {
      let content = inputs.clauses.divided.contains(place) ? inputs.content(at: place) : nil
      return try check(inputs.givenValue(at: place), content, against: member.schema, fault)
    }
    switch member.presence {
    case .optional: return
    case .requiredUnless(let other) where inputs.has(other): return
    case .required, .demanded, .requiredUnless: throw fault.missing
    }
  }

  /// `content` are the inputs that `value` has been made into, if it has.
  private func check(
    _ value: JSONValue, _ content: Inputs.Content? = nil, against schema: Schema, _ fault: Fault
  ) throws(APIError) {
    // Most values are texts; to compare the pairs below costs a copy of both.
    switch schema {
    case .any: return
    case .text(let text):
      guard case .string(let string) = value else { throw fault.invalid }
      try check(string, against: text, fault)
    default:
      if case .string("") = value { throw fault.missing }
      try checkOther(value, content, against: schema, fault)
    }
  }

  private func checkOther(
    _ value: JSONValue, _ content: Inputs.Content?, against schema: Schema, _ fault: Fault
  ) throws(APIError) {
    switch (schema, value) {
    case (.boolean, .bool): return
    case (.number(let range), .int(let number)):
      guard range.contains(Double(number)) else { throw fault.outOfRange }
    case (.number(let range), .double(let number)):
      guard range.contains(number) else { throw fault.outOfRange }
    case (.integer(let range), .int(let number)):
      guard number <= range.upperBound else { throw fault.exceeded }
      guard number >= range.lowerBound else { throw fault.outOfRange }
    case (.enumeration(let cases), .string(let string)):
      guard cases.contains(string) else { throw fault.invalid }
    case (.array(let item, let count), .array(let items)):
      guard !items.isEmpty || count.lowerBound == 0 else { throw fault.blank }
      guard count.contains(items.count) else { throw fault.outOfRange }
      if case .list(let items) = content {
        for inputs in items { try members(of: inputs, in: fault.member.name) }
        return
      }
      let fault = fault.ofItem
      for element in items { try check(element, against: item, fault) }
    case (.dictionary(let item, let mayBeEmpty), .object(let object)):
      guard !object.members.isEmpty || mayBeEmpty else { throw fault.blank }
      for (_, element) in object.members { try check(element, against: item, fault) }
    case (.object(let clauses), .object(let object)):
      if case .object(let inputs) = content {
        return try members(of: inputs, in: fault.member.name)
      }
      try members(of: Inputs(object: object, clauses: clauses), in: fault.member.name)
    case (.oneOf(let schemas), _): try check(value, againstOneOf: schemas, fault)
    default: throw fault.invalid
    }
  }

  private func check(
    _ string: String, against text: Schema.Text, _ fault: Fault
  ) throws(APIError) {
    if string.isBlank {
      if text.mayBeBlank { return }
      throw fault.missing
    }
    // No text has more scalars than bytes: most need not be counted.
    let isShort = text.length.lowerBound == 0 && string.utf8.count <= text.length.upperBound
    guard isShort || text.length.contains(string.unicodeScalars.count),
      text.format?.admits(string) ?? true
    else { throw fault.invalid }
  }

  private func check(
    _ value: JSONValue, againstOneOf schemas: [Schema], _ fault: Fault
  ) throws(APIError) {
    for schema in schemas {
      do throws(APIError) { return try check(value, against: schema, fault) } catch { continue }
    }
    throw fault.invalid
  }
}

extension String {
  /// Whether it consists of spaces, or of nothing.
  fileprivate var isBlank: Bool {
    let bytes = utf8.span
    for index in bytes.indices where bytes[index] != UInt8(ascii: " ") { return false }
    return true
  }
}

/// What can be wrong with one member, in words.
private struct Fault {
  let member: Member
  let container: String?

  private var name: String { member.name }
  private var place: String { container.map { " in \($0)" } ?? "" }

  var missing: APIError { member.refusals.missing ?? .missing(text: "\(name) is missing\(place)") }
  var blank: APIError { member.refusals.missing ?? .missing(text: "\(name) is blank\(place)") }
  var invalid: APIError {
    member.refusals.invalid ?? .invalid(text: "\(name) is not valid\(place)")
  }
  var outOfRange: APIError {
    member.refusals.invalid ?? .outOfRange(text: "\(name) is not valid\(place)")
  }
  var exceeded: APIError { member.refusals.exceeded ?? outOfRange }

  /// What can be wrong with an item of the member's list.
  var ofItem: Fault {
    guard let refusal = member.refusals.item else { return self }
    let refusals = Member.Refusals(missing: refusal, invalid: refusal)
    return Fault(member: member.changed(refusals: refusals), container: container)
  }
}
