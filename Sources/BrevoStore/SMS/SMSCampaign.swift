package import CivilTime

/// A text to the members of contact lists.
package struct SMSCampaign: Sendable, Equatable {
  package enum Status: String, Sendable, CaseIterable {
    case draft
    case queued
    case inProcess
    case sent
    case suspended
    case archive
  }

  /// How long a campaign is in process before its messages leave. Assumed: the service has no number.
  private static let timeInProcess = TimeSpan.seconds(1)

  package internal(set) var id: Int64 = 0
  package var name = ""
  package var sender = ""
  package var composition = SMSComposition(content: "")
  package var lists: [Int64] = []
  package var exclusionLists: [Int64] = []
  package var status = Status.draft
  /// What it was before it was archived.
  package var statusBeforeArchive: Status?
  /// When it is to be sent, or was begun to be.
  package var scheduledAt: Instant?
  package var sentAt: Instant?
  package var isTestSent = false
  package var createdAt: Instant
  package var modifiedAt: Instant

  package init(at now: Instant) {
    createdAt = now
    modifiedAt = now
  }

  /// When something happens to it by itself.
  var dueAt: Instant? {
    switch status {
    case .queued: scheduledAt
    case .inProcess: scheduledAt.map { $0 + Self.timeInProcess }
    case .draft, .sent, .suspended, .archive: nil
    }
  }
}

/// What became of the messages of a campaign.
package struct SMSFigures: Sendable, Equatable {
  private var counts: [Int64] = Array(repeating: 0, count: SMSCounter.allCases.count)

  package subscript(counter: SMSCounter) -> Int64 {
    get { counts[Int(counter.rawValue)] }
    set { counts[Int(counter.rawValue)] = newValue }
  }

  /// The messages that went out, or are about to.
  package var sent: Int64 {
    self[.delivered] + self[.processing] + self[.softBounces] + self[.hardBounces]
  }
}
