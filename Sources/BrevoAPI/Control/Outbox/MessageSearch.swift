package import APIContract
package import BrevoStore
import CivilTime
import JSON

/// The conditions on messages, as lists, waits and expectations have them in their queries.
package enum MessageSearch {
  private static let to = Field.optional("to", .text, "Address or number of the recipient.")
  private static let from = Field.optional("from", .text, "Address of the sender.")
  private static let subject = Field.optional(
    "subject", .text, "What stands somewhere in the subject.")
  private static let tag = Field.optional("tag", .text, "One of the tags.")
  private static let templateID = Field.optional(
    "templateId", .identifier, "The template that it was made from.")
  private static let messageID = Field.optional(
    "messageId", .text, "The id that sending answered, with or without its angle brackets.")
  private static let contents = Field.optional(
    "contains", .text, "What stands somewhere in the text or the HTML.")
  private static let since = Field.optional(
    "since", .dateTime, "When it left at the earliest, on the account's clock.")
  private static let kind = Field.optional("kind", OutboxMessage.Kind.shape, "What it is.")

  /// What is to be taken out of each message.
  package static let extract = Field.optional(
    "extract", .one(of: Extract.self),
    "What is taken out of each message: its one-time code, or its first link.")

  package static let clauses: [any ClauseConvertible] = [
    to, from, subject, tag, templateID, messageID, contents, since, kind, extract,
  ]

  package static func search(_ query: Inputs) -> OutboxSearch {
    var search = OutboxSearch()
    search.to = query[to]
    search.from = query[from]
    search.subject = query[subject]
    search.tag = query[tag]
    search.templateID = query[templateID]
    search.messageID = query[messageID]
    search.contents = query[contents]
    search.since = query[since]
    search.kind = query[kind]
    return search
  }

  /// The conditions that a query names, for a sentence: `to "ann@example.com", subject "Hello"`.
  package static func words(_ query: Inputs) -> String {
    let words = clauses.compactMap { field -> String? in
      guard case .member(let member) = field.clause, member.name != extract.member.name else {
        return nil
      }
      return query.value(of: member).map { "\(member.name) \($0.text)" }
    }
    return words.isEmpty ? "any condition" : words.joined(separator: ", ")
  }
}

extension OutboxMessage.Kind {
  static let shape = Shape<Self>(.enumeration(allCases.map { "\($0)" })) { value in
    allCases.first { "\($0)" == value.string }
  }
}
