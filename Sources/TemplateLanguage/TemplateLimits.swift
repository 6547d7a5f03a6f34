/// How much work one rendering may be: templates and values come from strangers.
package struct TemplateLimits: Sendable {
  /// A step is a node, a filter, a round of a loop, or 64 bytes of a value worked on.
  package var steps: Int
  package var outputBytes: Int

  package init(steps: Int = 100_000, outputBytes: Int = 16 << 20) {
    self.steps = steps
    self.outputBytes = outputBytes
  }
}

package enum TemplateLimitError: Error, Equatable {
  case tooManySteps(limit: Int)
  case tooMuchOutput(limit: Int)
}

extension TemplateLimitError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .tooManySteps(let limit):
      "the template takes more than \(limit) steps: loop over fewer items"
    case .tooMuchOutput(let limit):
      "the template prints more than \(limit) bytes: print fewer or shorter values"
    }
  }
}
