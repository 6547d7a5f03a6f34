/// What can be done to a campaign in each of its states, and what comes of it: one row for each
/// action.
package struct SMSCampaignTransition: Sendable {
  package enum Action: Hashable, Sendable {
    /// Its time comes on the account's clock.
    case time
    case sendNow
    case edit
    case delete
    case sendTest
    case sendReport
    case exportRecipients
    /// Its status is set.
    case status(Word)
  }

  /// What a status can be set to. Some of these are never its status.
  package enum Word: String, Sendable, CaseIterable {
    case suspended
    case archive
    case darchive
    case sent
    case queued
    case replicate
    case replicateTemplate
    case draft
    /// In the vendor's newest client only.
    case cancel
  }

  package enum Outcome: Equatable, Sendable {
    case becomes(SMSCampaign.Status)
    case stays
    /// It stays, if it was sent before it was archived.
    case staysIfSent
    /// It begins to be sent, if it has recipients and the account has credits.
    case isSent
    /// It is queued, if it has lists and a time to come.
    case isScheduled
    /// It becomes what it was before it was archived.
    case isRestored
    /// Another one like it is made, a draft.
    case isCopied
    case isDeleted
    /// It is gone, if no message of it has gone out.
    case isDeletedIfUnsent
    case refused(Refusal)
  }

  package enum Refusal: Sendable {
    case processing
    case sent
    /// For what else the campaign is, or is not.
    case state
  }

  package var action: Action
  private var outcomes: [SMSCampaign.Status: Outcome]

  package func outcome(in status: SMSCampaign.Status) -> Outcome {
    guard let outcome = outcomes[status] else { preconditionFailure("\(status) has no outcome") }
    return outcome
  }

  package static func outcome(of action: Action, in status: SMSCampaign.Status) -> Outcome {
    guard let row = byAction[action] else { preconditionFailure("\(action) has no row") }
    return row.outcome(in: status)
  }

  private static let byAction = Dictionary(uniqueKeysWithValues: table.map { ($0.action, $0) })

  /// Sources are named where there are any; the rest is assumed.
  package static let table: [SMSCampaignTransition] = [
    row(
      .time, draft: .stays, queued: .isSent, inProcess: .becomes(.sent), sent: .stays,
      suspended: .stays, archive: .stays),
    // brevo-python 5.1.0: "scheduled for the current time".
    row(
      .sendNow, draft: .isSent, queued: .isSent, inProcess: processing, sent: sent,
      suspended: .isSent, archive: sent),
    row(
      .edit, draft: .stays, queued: .stays, inProcess: processing, sent: sent,
      suspended: .stays, archive: sent),
    // https://github.com/sendinblue/APIv3-php-library/issues/142: "only draft".
    row(
      .delete, draft: .isDeleted, queued: state, inProcess: state, sent: .isDeletedIfUnsent,
      suspended: state, archive: .isDeletedIfUnsent),
    row(
      .sendTest, draft: .stays, queued: .stays, inProcess: processing, sent: .stays,
      suspended: .stays, archive: .stays),
    // The vendor's documents: "Sent and Archived campaign".
    row(
      .sendReport, draft: state, queued: state, inProcess: state, sent: .stays,
      suspended: state, archive: .staysIfSent),
    row(
      .exportRecipients, draft: state, queued: state, inProcess: state, sent: .stays,
      suspended: state, archive: .staysIfSent),
    // https://github.com/sendinblue/APIv3-nodejs-library/issues/102 and 104.
    row(
      .status(.suspended), draft: state, queued: .becomes(.suspended),
      inProcess: .becomes(.suspended), sent: sent, suspended: .stays, archive: state),
    // https://github.com/sendinblue/APIv3-nodejs-library/issues/104.
    row(
      .status(.archive), draft: state, queued: state, inProcess: processing,
      sent: .becomes(.archive), suspended: .becomes(.archive), archive: .stays),
    row(
      .status(.darchive), draft: state, queued: state, inProcess: processing, sent: state,
      suspended: state, archive: .isRestored),
    row(
      .status(.sent), draft: .isSent, queued: .isSent, inProcess: processing, sent: sent,
      suspended: .isSent, archive: sent),
    // https://github.com/sendinblue/APIv3-nodejs-library/issues/104: "you could reschedule".
    row(
      .status(.queued), draft: .isScheduled, queued: .stays, inProcess: processing, sent: sent,
      suspended: .isScheduled, archive: sent),
    row(
      .status(.replicate), draft: .isCopied, queued: .isCopied, inProcess: .isCopied,
      sent: .isCopied, suspended: .isCopied, archive: .isCopied),
    // The vendor's documents: for template campaigns only, which are never of text messages.
    row(
      .status(.replicateTemplate), draft: state, queued: state, inProcess: state, sent: state,
      suspended: state, archive: state),
    row(
      .status(.draft), draft: .stays, queued: .becomes(.draft), inProcess: processing, sent: sent,
      suspended: .becomes(.draft), archive: sent),
    row(
      .status(.cancel), draft: state, queued: .becomes(.suspended), inProcess: processing,
      sent: sent, suspended: .stays, archive: state),
  ]

  private static let processing = Outcome.refused(.processing)
  private static let sent = Outcome.refused(.sent)
  private static let state = Outcome.refused(.state)

  private static func row(
    _ action: Action, draft: Outcome, queued: Outcome, inProcess: Outcome, sent: Outcome,
    suspended: Outcome, archive: Outcome
  ) -> SMSCampaignTransition {
    SMSCampaignTransition(
      action: action,
      outcomes: [
        .draft: draft, .queued: queued, .inProcess: inProcess, .sent: sent,
        .suspended: suspended, .archive: archive,
      ])
  }
}
