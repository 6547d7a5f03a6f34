import APIContract
import BrevoStore
import CivilTime

/// What operations do to a campaign, as far as its state lets them.
extension Transaction {
  /// Refuses what the state of a campaign forbids, and answers what comes of it otherwise.
  func outcome(
    of action: SMSCampaignTransition.Action, on campaign: SMSCampaign
  ) throws -> SMSCampaignTransition.Outcome {
    let outcome = SMSCampaignTransition.outcome(of: action, in: campaign.status)
    switch outcome {
    case .refused(let refusal): throw self.refusal(refusal, of: action)
    case .staysIfSent where campaign.sentAt == nil: throw refusal(.state, of: action)
    case .isDeletedIfUnsent where try smsCampaigns.hasRecipients(id: campaign.id):
      throw refusal(.state, of: action)
    default: return outcome
    }
  }

  private func refusal(
    _ refusal: SMSCampaignTransition.Refusal, of action: SMSCampaignTransition.Action
  ) -> APIError {
    switch (action, refusal) {
    case (.delete, _): self.outcome(Fidelity.deletingSMSCampaign)
    case (.sendNow, .sent), (.status(.sent), .sent): .campaignNotSentAgain
    case (.sendNow, .processing), (.status(.sent), .processing): .campaignNotSentTwice
    case (.status(.replicateTemplate), _): .campaignNotOfTemplate
    case (.status, .state): .campaignStatusForbidden
    case (_, .state): .campaignNotSentYet
    case (_, .sent): .campaignAlreadySent
    case (_, .processing): .campaignInProcess
    }
  }

  /// Does what an action does to a campaign.
  ///
  /// `creditsSpent` is said of a campaign that the account cannot pay for.
  func perform(
    _ action: SMSCampaignTransition.Action, on campaign: SMSCampaign,
    creditsSpent: APIError = .campaignCreditsSpent
  ) throws {
    var campaign = campaign
    campaign.modifiedAt = now
    switch try outcome(of: action, on: campaign) {
    case .stays, .staysIfSent, .refused: return
    case .isSent: return try send(campaign, creditsSpent: creditsSpent)
    case .isCopied: return try copy(campaign)
    case .isDeleted, .isDeletedIfUnsent: return try smsCampaigns.delete(id: campaign.id)
    case .isScheduled:
      guard !campaign.lists.isEmpty else { throw APIError.listIDsMissing }
      guard let time = campaign.scheduledAt, time > now else { throw APIError.scheduledInPast }
      try schedule(&campaign)
    case .isRestored:
      campaign.status = campaign.statusBeforeArchive ?? .sent
      campaign.statusBeforeArchive = nil
    case .becomes(let status):
      if campaign.status == .inProcess { try withdraw(campaign) }
      if status == .archive { campaign.statusBeforeArchive = campaign.status }
      if status == .draft { campaign.scheduledAt = nil }
      campaign.status = status
    }
    try smsCampaigns.update(campaign)
  }

  /// Queues a campaign that has lists and a time. An account under validation may not queue one for
  /// more than ten: it stays, or becomes, a draft (brevo-python 5.1.0).
  func schedule(_ campaign: inout SMSCampaign) throws {
    campaign.status = .queued
    guard settings.isUnderValidation else { return }
    let audience = try contacts.audience(
      lists: campaign.lists, exclusions: campaign.exclusionLists)
    if audience.count > 10 { campaign.status = .draft }
  }

  /// Refuses another campaign to an account under validation that has four.
  func checkNumberOfCampaigns(else error: APIError) throws {
    guard try !settings.isUnderValidation || smsCampaigns.count < 4 else { throw error }
  }

  private func send(_ campaign: SMSCampaign, creditsSpent: APIError) throws {
    guard !campaign.lists.isEmpty else {
      throw APIError.campaignNotSent.explained("it has no lists")
    }
    switch try start(campaign) {
    case nil: return
    case .nobody?: throw APIError.campaignNotSent.explained("nobody in its lists can get it")
    case .credits?: throw creditsSpent
    }
  }

  /// Makes a draft that says what `campaign` says. No answer tells its number.
  private func copy(_ campaign: SMSCampaign) throws {
    try checkNumberOfCampaigns(else: .campaignsUnderValidationUnlisted)
    var copy = SMSCampaign(at: now)
    copy.name = "Copy of \(campaign.name)"
    copy.sender = campaign.sender
    copy.composition = campaign.composition
    copy.lists = campaign.lists
    copy.exclusionLists = campaign.exclusionLists
    try smsCampaigns.insert(copy)
  }
}
