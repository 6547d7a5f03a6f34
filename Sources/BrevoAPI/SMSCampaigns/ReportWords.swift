/// The languages in which a report can be asked for, by their tags.
package enum ReportLanguage: String, Sendable, CaseIterable {
  case fr, es, pt, it, de, en

  /// Of a report for which no language is named.
  package static let standard = Self.fr

  var words: ReportWords {
    switch self {
    case .fr: .french
    case .es: .spanish
    case .pt: .portuguese
    case .it: .italian
    case .de: .german
    case .en: .english
    }
  }
}

/// Every word of a report. The service's own are not public; these are assumed.
struct ReportWords: Sendable {
  /// What stands before and behind the campaign's name in the title.
  var title: (before: String, behind: String)
  var campaign: String
  var name: String
  var sender: String
  var content: String
  var sentAt: String
  var figures: String
  var sent: String
  var delivered: String
  var processing: String
  var softBounces: String
  var hardBounces: String
  var unsubscriptions: String
  var answered: String
  /// The sentence of the mail that points to the file.
  var seeFile: String

  func title(of campaign: String) -> String { title.before + campaign + title.behind }
}

extension ReportWords {
  static let french = Self(
    title: ("Rapport de la campagne SMS «\u{a0}", "\u{a0}»"), campaign: "Campagne", name: "Nom",
    sender: "Expéditeur", content: "Message", sentAt: "Date d’envoi", figures: "Statistiques",
    sent: "Envoyés", delivered: "Délivrés", processing: "En cours de traitement",
    softBounces: "Échecs temporaires", hardBounces: "Échecs définitifs",
    unsubscriptions: "Désinscriptions", answered: "Réponses",
    seeFile: "Vous trouverez le rapport complet en pièce jointe, au format PDF.")

  static let spanish = Self(
    title: ("Informe de la campaña de SMS «", "»"), campaign: "Campaña", name: "Nombre",
    sender: "Remitente", content: "Mensaje", sentAt: "Fecha de envío", figures: "Estadísticas",
    sent: "Enviados", delivered: "Entregados", processing: "En proceso",
    softBounces: "Rebotes temporales", hardBounces: "Rebotes permanentes",
    unsubscriptions: "Cancelaciones de suscripción", answered: "Respuestas",
    seeFile: "Encontrará el informe completo en el archivo adjunto, en formato PDF.")

  static let portuguese = Self(
    title: ("Relatório da campanha de SMS “", "”"), campaign: "Campanha", name: "Nome",
    sender: "Remetente", content: "Mensagem", sentAt: "Data de envio", figures: "Estatísticas",
    sent: "Enviados", delivered: "Entregues", processing: "Em processamento",
    softBounces: "Devoluções temporárias", hardBounces: "Devoluções permanentes",
    unsubscriptions: "Cancelamentos de inscrição", answered: "Respostas",
    seeFile: "O relatório completo encontra-se em anexo, em formato PDF.")

  static let italian = Self(
    title: ("Rapporto della campagna SMS «", "»"), campaign: "Campagna", name: "Nome",
    sender: "Mittente", content: "Messaggio", sentAt: "Data di invio", figures: "Statistiche",
    sent: "Inviati", delivered: "Consegnati", processing: "In elaborazione",
    softBounces: "Errori temporanei", hardBounces: "Errori permanenti",
    unsubscriptions: "Disiscrizioni", answered: "Risposte",
    seeFile: "Il rapporto completo è nel file allegato, in formato PDF.")

  static let german = Self(
    title: ("Bericht zur SMS-Kampagne „", "“"), campaign: "Kampagne", name: "Name",
    sender: "Absender", content: "Nachricht", sentAt: "Versandt am", figures: "Zahlen",
    sent: "Versandt", delivered: "Zugestellt", processing: "In Bearbeitung",
    softBounces: "Vorübergehend unzustellbar", hardBounces: "Dauerhaft unzustellbar",
    unsubscriptions: "Abmeldungen", answered: "Antworten",
    seeFile: "Den vollständigen Bericht finden Sie im Anhang, als PDF-Datei.")

  static let english = Self(
    title: ("Report of the SMS campaign “", "”"), campaign: "Campaign", name: "Name",
    sender: "Sender", content: "Message", sentAt: "Sent on", figures: "Figures",
    sent: "Sent", delivered: "Delivered", processing: "In process",
    softBounces: "Soft bounces", hardBounces: "Hard bounces",
    unsubscriptions: "Unsubscriptions", answered: "Answers",
    seeFile: "You will find the full report in the attachment, as a PDF file.")
}
