import BrevoStore
import Emulator
import Foundation
import TestSupport
import Testing
import WireCases

/// Tables in the documentation are the code's own: `UPDATE_DOCS=1 swift test --filter
/// DocumentationTests` writes them anew.
@Suite("The documentation") struct DocumentationTests {
  static let folder = "Sources/Emulator/Emulator.docc"

  @Test(
    arguments: [
      ("Delivery.md", "events", lifecycleTable), ("Delivery.md", "magic recipients", magicTable),
      ("Delivery.md", "text messages", smsTable),
      ("SMSCampaigns.md", "campaigns", campaignTable),
      ("Callbacks.md", "webhook events", webhookTable), ("Journal.md", "lints", lintTable),
      ("HTTP.md", "wire rules", wireTable),
    ])
  func `has the tables of the code`(page: String, name: String, table: String) throws {
    let path = "\(Self.folder)/\(page)"
    var text = try Repository.text(path)
    let start = try #require(text.range(of: "<!-- table: \(name) -->\n"), "no place for it")
    let rest = start.upperBound..<text.endIndex
    let end = try #require(text.range(of: "<!-- end -->", range: rest), "it has no end")
    let written = text[start.upperBound..<end.lowerBound]
    if ProcessInfo.processInfo.environment["UPDATE_DOCS"] != nil {
      text.replaceSubrange(start.upperBound..<end.lowerBound, with: table)
      try Repository.write(text, to: path)
    } else {
      #expect(written == table, "UPDATE_DOCS=1 swift test --filter DocumentationTests")
    }
  }

  static let lifecycleTable = table(
    ["event", "in a mail", "follows", "figures", "blocks", "reason"],
    Lifecycle.table.map { row in
      let before = Lifecycle.table.filter { row.follows.contains($0.kind) }.map(\.name)
      let block = row.block.map {
        "\($0.isOfSender ? "for its sender" : "for every sender"): `\($0.reason)`"
      }
      let unique = row.uniqueCounter.map { "`\($0)` once" }
      return [
        "`\(row.name)`", "`\(row.nameInContent)`",
        before.isEmpty ? "acceptance" : before.joined(separator: ", "),
        [row.counter.map { "`\($0)`" }, unique].compactMap(\.self).joined(separator: ", "),
        block ?? "", row.reason ?? "",
      ]
    })

  static let magicTable = table(
    ["recipient", "what happens"],
    MagicRecipient.table.map { recipient in
      [
        "`\(recipient.address)`",
        recipient.eventNames.map { "`\($0)`" }.joined(separator: ", "),
      ]
    })

  static let smsTable = table(
    ["event", "in a call to `webUrl`", "follows", "statistic of a campaign", "reason"],
    SMSLifecycle.table.map { row in
      let before = SMSLifecycle.table.filter { row.follows.contains($0.kind) }.map(\.name)
      return [
        "`\(row.name)`", "`\(row.nameInWebhook)`",
        before.isEmpty ? "acceptance" : before.joined(separator: ", "),
        row.counter.map { "`\($0)`" } ?? "", row.reason ?? "",
      ]
    })

  static let campaignTable = table(
    ["what is done"] + SMSCampaign.Status.allCases.map { "`\($0.rawValue)`" },
    SMSCampaignTransition.table.map { row in
      [text(of: row.action)]
        + SMSCampaign.Status.allCases.map { text(of: row.outcome(in: $0)) }
    })

  private static func text(of action: SMSCampaignTransition.Action) -> String {
    switch action {
    case .time: "its time comes"
    case .sendNow: "`sendNow`"
    case .edit: "PUT"
    case .delete: "DELETE"
    case .sendTest: "`sendTest`"
    case .sendReport: "`sendReport`"
    case .exportRecipients: "`exportRecipients`"
    case .status(let word): "status `\(word.rawValue)`"
    }
  }

  private static func text(of outcome: SMSCampaignTransition.Outcome) -> String {
    switch outcome {
    case .becomes(let status): "`\(status.rawValue)`"
    case .stays: "stays"
    case .staysIfSent: "stays, if it was sent"
    case .isSent: "`inProcess`"
    case .isScheduled: "`queued`"
    case .isRestored: "as before"
    case .isCopied: "stays, and is copied"
    case .isDeleted: "gone"
    case .isDeletedIfUnsent: "gone, if nobody got it"
    case .refused(.processing): "*campaign_processing*"
    case .refused(.sent): "*campaign_sent*"
    case .refused(.state): "*refused*"
    }
  }

  static let webhookTable = table(
    ["event", "in the body", "in `events`"],
    Lifecycle.table.flatMap { row in
      [true, false].compactMap { isFirst in
        let names = Webhook.Subscription.allCases.filter { $0.covers(row.kind, isFirst: isFirst) }
        let listed = names.map { "`\($0.rawValue)`" }.joined(separator: " or ")
        guard let first = row.firstNameInWebhook else {
          return isFirst ? nil : [row.name, "`\(row.nameInWebhook)`", listed]
        }
        return [
          "\(row.name), \(isFirst ? "the first" : "later ones")",
          "`\(isFirst ? first : row.nameInWebhook)`", listed,
        ]
      }
    })

  static let lintTable = table(
    ["lint", "what it is", "what to do"],
    Lint.all.map { ["`\($0.name)`", $0.sentence, $0.advice] })

  static let wireTable = table(
    ["rule", "where it is written", "cases"],
    WireCases.all.map { [$0.rule, $0.source, "\($0.cases.count)"] })

  private static func table(_ head: [String], _ rows: [[String]]) -> String {
    ([head, head.map { _ in "---" }] + rows).map { cells in
      let line = cells.map { $0.isEmpty ? "" : " \($0)" }.joined(separator: " |")
      return "|\(line) |\n"
    }.joined()
  }

  // MARK: Promises

  /// A row of `Security.md`: the file of a test, and what the tests in it are called.
  @Test func `names a test for each promise, and none that is not there`() throws {
    let files = try Repository.files(below: "Tests")
    let rows = try Repository.text("\(Self.folder)/Security.md")
      .matches(of: #/\n\|([^|\n]+)\|([^|\n]+)\|(?=\n)/#).map { String($0.2) }
      .filter { !$0.contains("---") && $0 != " held by " }
    #expect(rows.count > 15)
    for row in rows {
      #expect(row.contains(#/`\w+\.(swift|py)`: /#), "\(row)")
      var text = ""
      for part in row.split(separator: ";") {
        var name = part.trimmingPrefix(" ")
        if let match = name.prefixMatch(of: #/`([\w.]+)`: /#) {
          let paths = files.filter { $0.hasSuffix("/\(match.1)") }
          text = try paths.map { try Repository.text("Tests/\($0)") }.joined()
          name = name[match.range.upperBound...]
        }
        let test = name.trimmingCharacters(in: .whitespaces)
        let isThere = text.contains("func `\(test)`") || text.contains("def \(test)(")
        #expect(isThere, "\(test)")
      }
    }
  }

  // MARK: The whole folder

  static let pages = (try? Repository.files(below: folder).filter { $0.hasSuffix(".md") }) ?? []

  @Test func `lists every decision, and only those that there are`() throws {
    let decisions = Self.pages.filter { $0.hasPrefix("Decisions/") }
      .map { $0.dropFirst("Decisions/".count).dropLast(".md".count) }
    let listed = try Repository.text("\(Self.folder)/Emulator.md")
      .matches(of: /<doc:(\d{4}-[a-z0-9-]+)>/).map(\.1)
    #expect(listed == decisions.sorted())
    for (index, decision) in decisions.sorted().enumerated() {
      #expect(Int(decision.prefix(4)) == index + 1, "decisions are counted")
    }
  }

  @Test(arguments: pages.filter { $0.hasPrefix("Decisions/") })
  func `says of a decision what was chosen, and at what price`(page: String) throws {
    let text = try Repository.text("\(Self.folder)/\(page)")
    let headings = text.split(separator: "\n").filter { $0.hasPrefix("#") }.map(String.init)
    #expect(
      headings.dropFirst() == [
        "## What we chose", "## What we gave up", "## What would make us think again",
      ])
    let number = Int(page.dropFirst("Decisions/".count).prefix(4))
    #expect(headings.first?.hasPrefix("# \(number ?? 0). ") == true)
    #expect(text.split(separator: "\n").count <= 60, "it is a page")
  }

  @Test(arguments: pages)
  func `leads to pages that there are`(page: String) throws {
    let known = Self.pages.map { $0.split(separator: "/").last.map { $0.dropLast(3) } }
    for link in try Repository.text("\(Self.folder)/\(page)").matches(of: /<doc:([^>]+)>/) {
      #expect(known.contains(link.1), "\(link.1)")
    }
  }
}
