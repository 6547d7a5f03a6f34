import BrevoAPI
import BrevoStore
import CivilTime
import TestSupport
import Testing

@Suite("The report of a campaign") struct CampaignReportTests {
  private static func report(
    _ language: ReportLanguage, offset: UTCOffset = .utc
  ) throws -> CampaignReport {
    CampaignReport(
      campaign: "Été (50 %)", sender: "MyShop", content: "Ça coûte 10 € – répondez STOP",
      sentAt: try .text("2026-03-15T12:00:00Z"), offset: offset,
      figures: .init(
        delivered: 1187, sent: 1234, processing: 16, softBounces: 21, hardBounces: 10,
        unsubscriptions: 32, answered: 43),
      text: "Dear Ann,\nhere they are.", language: language)
  }

  /// The name of each figure, in the order of the report.
  private static let names: [(ReportLanguage, title: String, names: [String], file: String)] = [
    (
      .fr, "Rapport de la campagne SMS «\u{a0}Été (50 %)\u{a0}»",
      [
        "Envoyés", "Délivrés", "En cours de traitement", "Échecs temporaires",
        "Échecs définitifs", "Désinscriptions", "Réponses",
      ], "pièce jointe"
    ),
    (
      .es, "Informe de la campaña de SMS «Été (50 %)»",
      [
        "Enviados", "Entregados", "En proceso", "Rebotes temporales", "Rebotes permanentes",
        "Cancelaciones de suscripción", "Respuestas",
      ], "archivo adjunto"
    ),
    (
      .pt, "Relatório da campanha de SMS “Été (50 %)”",
      [
        "Enviados", "Entregues", "Em processamento", "Devoluções temporárias",
        "Devoluções permanentes", "Cancelamentos de inscrição", "Respostas",
      ], "em anexo"
    ),
    (
      .it, "Rapporto della campagna SMS «Été (50 %)»",
      [
        "Inviati", "Consegnati", "In elaborazione", "Errori temporanei", "Errori permanenti",
        "Disiscrizioni", "Risposte",
      ], "file allegato"
    ),
    (
      .de, "Bericht zur SMS-Kampagne „Été (50 %)“",
      [
        "Versandt", "Zugestellt", "In Bearbeitung", "Vorübergehend unzustellbar",
        "Dauerhaft unzustellbar", "Abmeldungen", "Antworten",
      ], "im Anhang"
    ),
    (
      .en, "Report of the SMS campaign “Été (50 %)”",
      [
        "Sent", "Delivered", "In process", "Soft bounces", "Hard bounces", "Unsubscriptions",
        "Answers",
      ], "attachment"
    ),
  ]
  private static let figures = ["1234", "1187", "16", "21", "10", "32", "43"]

  @Test func `can be had in six languages`() {
    #expect(Self.names.map(\.0) == ReportLanguage.allCases)
    #expect(ReportLanguage.standard == .fr)
  }

  @Test(arguments: names)
  func `is a mail in its language`(
    language: ReportLanguage, title: String, names: [String], file: String
  ) throws {
    let notice = try Self.report(language).notice(to: "ann@example.com")
    #expect(notice.address == "ann@example.com")
    #expect(notice.subject == title)
    let lines = notice.text.split(whereSeparator: \.isNewline).map(String.init)
    #expect(lines.prefix(2) == ["Dear Ann,", "here they are."])
    #expect(lines[2...8] == zip(names, Self.figures).map { "\($0): \($1)" }[...])
    #expect(lines.last?.contains(file) == true)
    #expect(notice.file?.name == "report.pdf")
    #expect(notice.file?.mediaType == "application/pdf")
  }

  @Test(arguments: names)
  func `is a PDF in its language`(
    language: ReportLanguage, title: String, names: [String], file: String
  ) throws {
    let notice = try Self.report(language).notice(to: "ann@example.com")
    let text = try PDFText.of(try #require(notice.file).bytes)
      .replacing("\u{a0}", with: " ")
    let shown = [
      title.replacing("\u{a0}", with: " "), "Dear Ann,", "here they are.", "Été (50 %)", "MyShop",
      "Ça coûte 10 € – répondez STOP", "2026-03-15 12:00:00 (UTC)",
    ]
    for words in shown { #expect(text.contains(words), "\(words)") }
    let rows = text.split(whereSeparator: \.isNewline)
    for (name, figure) in zip(names, Self.figures) {
      let row = try #require(rows.first { $0.hasPrefix("\(name)  ") }, "\(name)")
      #expect(row.dropFirst(name.count).trimmingPrefix(/\x20+/) == figure)
    }
  }

  @Test(arguments: [
    ("Z", "2026-03-15 12:00:00 (UTC)"), ("+05:30", "2026-03-15 17:30:00 (UTC+05:30)"),
    ("-12:00", "2026-03-15 00:00:00 (UTC-12:00)"),
  ])
  func `tells the time by the account's clock`(offset: String, shown: String) throws {
    let report = try Self.report(.en, offset: try #require(UTCOffset(offset)))
    let file = try #require(report.notice(to: "ann@example.com").file)
    #expect(try PDFText.of(file.bytes).contains(shown))
  }

  @Test func `of a very long message goes on over its pages`() throws {
    var report = try Self.report(.en)
    report.content = (1...2000).map { "word\($0)" }.joined(separator: " ")
    let file = try #require(report.notice(to: "ann@example.com").file)
    let text = try PDFText.of(file.bytes)
    #expect(text.contains("word2000"))
    #expect(text.count { $0 == "\u{c}" } > 2)
    #expect(text.contains(/Answers +43/))
  }
}
