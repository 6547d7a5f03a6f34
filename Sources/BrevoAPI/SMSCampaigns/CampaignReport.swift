package import BrevoStore
package import CivilTime
import PDF

/// What the mail about a sent SMS campaign tells.
package struct CampaignReport: Sendable {
  /// What became of the campaign's messages.
  package struct Figures: Sendable, Equatable {
    package var delivered: Int64
    package var sent: Int64
    package var processing: Int64
    package var softBounces: Int64
    package var hardBounces: Int64
    package var unsubscriptions: Int64
    package var answered: Int64

    package init(
      delivered: Int64, sent: Int64, processing: Int64, softBounces: Int64, hardBounces: Int64,
      unsubscriptions: Int64, answered: Int64
    ) {
      self.delivered = delivered
      self.sent = sent
      self.processing = processing
      self.softBounces = softBounces
      self.hardBounces = hardBounces
      self.unsubscriptions = unsubscriptions
      self.answered = answered
    }
  }

  package static let fileName = "report.pdf"

  package var campaign: String
  package var sender: String
  package var content: String
  package var sentAt: Instant
  /// Of the clock by which `sentAt` is told.
  package var offset: UTCOffset
  package var figures: Figures
  /// What whoever asks for the report writes to whoever gets it.
  package var text: String
  package var language: ReportLanguage

  package init(
    campaign: String, sender: String, content: String, sentAt: Instant, offset: UTCOffset,
    figures: Figures, text: String, language: ReportLanguage
  ) {
    self.campaign = campaign
    self.sender = sender
    self.content = content
    self.sentAt = sentAt
    self.offset = offset
    self.figures = figures
    self.text = text
    self.language = language
  }

  /// The mail: the text, the figures, and both with all about the campaign as a PDF.
  package func notice(to address: String) -> Notice {
    let figures = figureRows.map { "\($0.name): \($0.value)" }.joined(separator: "\n")
    return Notice(
      to: address, subject: words.title(of: campaign),
      text: "\(text)\n\n\(figures)\n\n\(words.seeFile)\n",
      file: Notice.File(name: Self.fileName, mediaType: "application/pdf", bytes: pdf))
  }

  private var words: ReportWords { language.words }

  private var pdf: [UInt8] {
    var document = TextDocument(title: words.title(of: campaign), language: language.rawValue)
    document.append(words.title(of: campaign), .title)
    document.skip(8)
    document.append(text)
    document.skip(8)
    document.append(words.campaign, .heading)
    document.append(table: [
      (words.name, campaign), (words.sender, sender), (words.sentAt, sentAtText),
      (words.content, content),
    ])
    document.skip(8)
    document.append(words.figures, .heading)
    document.append(table: figureRows)
    return document.bytes
  }

  private var sentAtText: String {
    let zone = offset == .utc ? "UTC" : "UTC\(offset.formatted)"
    return "\(sentAt.formatted(.plain(offset))) (\(zone))"
  }

  private var figureRows: [(name: String, value: String)] {
    [
      (words.sent, "\(figures.sent)"), (words.delivered, "\(figures.delivered)"),
      (words.processing, "\(figures.processing)"), (words.softBounces, "\(figures.softBounces)"),
      (words.hardBounces, "\(figures.hardBounces)"),
      (words.unsubscriptions, "\(figures.unsubscriptions)"),
      (words.answered, "\(figures.answered)"),
    ]
  }
}
