import TestSupport

/// What a document says of one operation: the words that the seed and the catalogue share.
struct Description: Equatable {
  /// A method and a path.
  var operation: String
  /// By part and name: `body to.email`, and what it is: `required string`.
  var inputs: [String: String] = [:]
  var errors: Set<Int> = []
  var successes = 0
}

/// The seed document, read: tables of inputs, and behind the last one a line for each answer.
enum Seed {
  static let descriptions: [Description] = {
    guard let text = try? Fixture.text("contract/seed.txt") else { return [] }
    var block: [Substring] = []
    var descriptions: [Description] = []
    for line in text.split(whereSeparator: \.isNewline) {
      if line.wholeMatch(of: /(GET|POST|PUT|PATCH|DELETE) \/\S+/) != nil {
        descriptions.append(description(of: String(line), block))
        block = []
      } else {
        block.append(line)
      }
    }
    return descriptions
  }()

  private static func description(of operation: String, _ block: [Substring]) -> Description {
    var description = Description(operation: operation)
    var body = BodyTable()
    // The stray line of a bar alone ends a row that was broken in two.
    let isRow = { (line: Substring) in line.hasPrefix("|") }
    for line in block where isRow(line) && !line.hasPrefix("|---") {
      let cells = cells(of: line)
      if cells.count >= 2, ["path", "query"].contains(cells[1]) {
        description.inputs["\(cells[1]) \(cells[0])"] = "\(cells[2]) \(cells[3])"
      } else if cells.count >= 2, ["path", "query"].contains(cells[0]) {
        description.inputs["\(cells[0]) \(lostName)"] = "\(cells[1]) \(cells[2])"
      } else if let (name, what) = body.read(cells) {
        description.inputs["body \(name)"] = what
      }
    }
    let answers =
      block.lastIndex(where: isRow).map { block[($0 + 1)...] } ?? block.suffix(1)
    for answer in answers {
      if let error = error(answer) {
        description.errors.insert(error)
      } else {
        description.successes += 1
      }
    }
    return description
  }

  /// A name that looked like a link got lost when the document was copied; all were this one.
  fileprivate static let lostName = "email"
  fileprivate static let types = ["string", "integer", "boolean", "array", "object"]

  private static func cells(of line: Substring) -> [String] {
    line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast()
      .map { String($0.trimmingPrefix(" ").replacing(/\x20+$/, with: "")) }
  }

  /// The document names the situations of errors, not their numbers.
  private static func error(_ answer: Substring) -> Int? {
    let text = answer.lowercased()
    let words = [
      ("not found", 404), ("enough credit", 402), ("not a reseller", 403), ("bad request", 400),
      ("invalid", 400), ("could not be sent", 400),
    ]
    return words.first { text.contains($0.0) }?.1
  }
}

/// Follows the rows of a body's table, whose nesting shows as one kind of mark, however deep.
private struct BodyTable {
  private var parent = ""
  private var child: String?

  /// The dotted name in a row, and what it is; nil for a row of another kind.
  mutating func read(_ row: [String]) -> (String, String)? {
    guard row.count >= 2, !["Name", "Property"].contains(row[0]) else { return nil }
    // In a row that lost its name, an empty cell behind shows that it was a nested one.
    let isLost = Seed.types.contains(row[0]) && ["required", "optional"].contains(row[1])
    let isNested = isLost ? row.count > 2 && !parent.isEmpty : row[0].hasPrefix("└")
    let name = isLost ? Seed.lostName : String(row[0].trimmingPrefix("└").trimmingPrefix(" "))
    let type = isLost ? row[0] : row[1]
    let what = "\(isLost ? row[1] : row[2]) \(type)"
    let holds = type == "array" || type == "object"
    guard isNested else {
      (parent, child) = (holds ? name : "", nil)
      return (name, what)
    }
    // Of a person within something nested, these two are told.
    if let child, ["name", Seed.lostName].contains(name) {
      return ("\(parent).\(child).\(name)", what)
    }
    child = holds ? name : nil
    return ("\(parent).\(name)", what)
  }
}
