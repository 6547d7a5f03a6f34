import JSON

/// Holds values against clauses, and names the first thing that is wrong.
struct Check {
  let moment: Moment

  /// `container` is the member that the inputs are the value of, if they are.
  func members(of inputs: Inputs, in container: Member? = nil) throws(APIError) {
    let clauses = inputs.clauses
    for place in clauses.demanding.union(inputs.given) {
      if inputs.admitsText(at: place) { continue }
      switch clauses[place] {
      case .member(let member): try check(member, at: place, of: inputs, in: container)
      case .rule(let rule): try rule.check(inputs, moment)
      }
    }
  }

  private func check(
    _ member: Member, at place: Int, of inputs: Inputs, in container: Member?
  ) throws(APIError) {
    if inputs.ignores(at: place) { return }
    let fault = Fault(member: member, container: container)
    guard inputs.given.contains(place) else {
      switch member.presence {
      case .optional: return
      case .requiredUnless(let other) where inputs.has(other): return
      case .required, .demanded, .requiredUnless: throw fault.missing
      }
    }
    switch inputs.givenValue(at: place) {
    case .whole(let value): try check(value, against: member.schema, fault)
    case .object(let content): try members(of: content, in: member)
    case .list(let items):
      guard case .array(_, let count) = member.schema else {
        preconditionFailure("\(member.name) was read as a list, but is declared as none")
      }
      try check(items.count, against: count, fault)
      for content in items { try members(of: content, in: member) }
    case .texts(let texts):
      guard case .array(.text(let text), let count) = member.schema else {
        preconditionFailure("\(member.name) was read as texts, but is declared as none")
      }
      try check(texts.count, against: count, fault)
      for string in texts where !text.admits(string) {
        throw text.isMissing(string) ? fault.ofItem.missing : fault.ofItem.invalid
      }
    }
  }

  private func check(
    _ value: JSONValue, against schema: Schema, _ fault: Fault
  ) throws(APIError) {
    // Most values are texts; to compare the pairs below costs a copy of both.
    switch schema {
    case .any: return
    case .text(let text):
      guard case .string(let string) = value else { throw fault.invalid }
      guard text.admits(string) else {
        throw text.isMissing(string) ? fault.missing : fault.invalid
      }
    default:
      if case .string("") = value { throw fault.missing }
      try checkOther(value, against: schema, fault)
    }
  }

  private func checkOther(
    _ value: JSONValue, against schema: Schema, _ fault: Fault
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
      try check(items.count, against: count, fault)
      let fault = fault.ofItem
      for element in items { try check(element, against: item, fault) }
    case (.dictionary(let item, let mayBeEmpty), .object(let object)):
      guard !object.members.isEmpty || mayBeEmpty else { throw fault.blank }
      for (_, element) in object.members { try check(element, against: item, fault) }
    case (.object(let clauses), .object(let object)):
      try members(of: Inputs(object: object, clauses: clauses), in: fault.member)
    case (.oneOf(let schemas), _): try check(value, againstOneOf: schemas, fault)
    default: throw fault.invalid
    }
  }

  private func check(
    _ count: Int, against range: ClosedRange<Int>, _ fault: Fault
  ) throws(APIError) {
    guard count > 0 || range.lowerBound == 0 else { throw fault.blank }
    guard range.contains(count) else { throw fault.outOfRange }
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

extension Inputs {
  /// Whether the clause at `place` is that of a text, and one is given that it admits. Most clauses and
  /// values are, and what else there is to the member need not be looked at.
  fileprivate func admitsText(at place: Int) -> Bool {
    guard let text = clauses.text(at: place), given.contains(place),
      let string = givenText(at: place)
    else { return false }
    return text.admits(string)
  }
}

extension Schema.Text {
  fileprivate func isMissing(_ string: String) -> Bool { !mayBeBlank && string.isBlank }

  /// Whether `string` is there where it must be, and of this format and length.
  fileprivate func admits(_ string: String) -> Bool {
    if string.isBlank { return mayBeBlank }
    // No text has more scalars than bytes: most need not be counted.
    let isShort = length.lowerBound == 0 && string.utf8.count <= length.upperBound
    return (isShort || length.contains(string.unicodeScalars.count))
      && format?.admits(string) ?? true
  }
}

extension String {
  /// Whether it consists of spaces, or of nothing. Few texts begin with one.
  fileprivate var isBlank: Bool {
    let space = UInt8(ascii: " ")
    return (utf8.first ?? space) == space && utf8.allSatisfy { $0 == space }
  }
}

/// What can be wrong with one member, in words.
private struct Fault {
  let member: Member
  let container: Member?

  private var name: String { member.name }
  private var place: String { container.map { " in \($0.name)" } ?? "" }

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
