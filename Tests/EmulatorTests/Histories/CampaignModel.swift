import CivilTime

/// What an account must hold of campaigns, said again in few words: nothing here is taken from the
/// program.
struct CampaignModel {
  struct Contact {
    var number: String
    var lists: [Int64]
  }

  struct Campaign {
    var id: Int64
    var name: String
    var status = "draft"
    var statusBeforeArchive = ""
    var scheduledAt: Instant?
    var sentAt: Instant?
    var lists: [Int64] = []
    var exclusions: [Int64] = []
    /// How many messages of the network its text takes.
    var segments = 1
    var isTestSent = false
    /// Numbers whose messages are to leave, or have left.
    var numbers: [String] = []
    var figures: [String: Int64] = [:]

    var due: Instant? {
      switch status {
      case "queued": scheduledAt
      // The second is assumed.
      case "inProcess": scheduledAt.map { $0 + .seconds(1) }
      default: nil
      }
    }
  }

  static let contacts =
    [
      Contact(number: "33600000001", lists: [1]), Contact(number: "15550101", lists: [1, 2]),
      Contact(number: "15550105", lists: [1]), Contact(number: "15550106", lists: [1, 3]),
      Contact(number: "15550102", lists: [2]), Contact(number: "15550104", lists: [2]),
      Contact(number: "33600000001", lists: [2, 3]), Contact(number: "33600000008", lists: []),
    ] + (10...20).map { Contact(number: "337000000\($0)", lists: [5]) }
  static let lists: [Int64] = [1, 2, 3, 4, 5]

  var now: Instant
  var credits: Double
  let isUnderValidation: Bool
  let isObserved: Bool
  var campaigns: [Campaign] = []
  var nextID: Int64 = 1
  var blacklist: Set<String> = []
  /// How many messages have left, of campaigns or not.
  var departed = 0

  // MARK: The table of states

  private static let states = ["draft", "queued", "inProcess", "sent", "suspended", "archive"]

  /// For each action what happens in each state: `→queued` for what the campaign becomes, `-` for
  /// nothing, or the code of the refusal.
  private static let table: [String: [String]] = [
    "sendNow": ["send", "send", "processing", "sent", "send", "sent"],
    "edit": ["-", "-", "processing", "sent", "-", "sent"],
    "delete": ["gone", "no", "no", "unsent", "no", "unsent"],
    "sendTest": ["-", "-", "processing", "-", "-", "-"],
    "sendReport": ["no", "no", "no", "-", "no", "once"],
    "exportRecipients": ["no", "no", "no", "-", "no", "once"],
    "suspended": ["no", "→suspended", "→suspended", "sent", "-", "no"],
    "archive": ["no", "no", "processing", "→archive", "→archive", "-"],
    "darchive": ["no", "no", "processing", "no", "no", "back"],
    "sent": ["send", "send", "processing", "sent", "send", "sent"],
    "queued": ["queue", "-", "processing", "sent", "queue", "sent"],
    "replicate": ["copy", "copy", "copy", "copy", "copy", "copy"],
    "replicateTemplate": ["no", "no", "no", "no", "no", "no"],
    "draft": ["-", "→draft", "processing", "sent", "→draft", "sent"],
    "cancel": ["no", "→suspended", "processing", "sent", "-", "no"],
  ]

  static let words = [
    "suspended", "archive", "darchive", "sent", "queued", "replicate", "replicateTemplate", "draft",
    "cancel",
  ]

  /// Does an action to a campaign, and answers the status and the code of the reply.
  mutating func perform(_ action: String, _ index: Int) -> (status: Int, code: String) {
    let done = (action == "exportRecipients" ? 202 : 204, "")
    let state = Self.states.firstIndex(of: campaigns[index].status) ?? 0
    let word = Self.table[action]?[state] ?? ""
    switch word {
    case "-": return done
    case "processing", "sent": return (400, "campaign_\(word)")
    case "no": return forbidden(action)
    case "once": return campaigns[index].sentAt == nil ? forbidden(action) : done
    case "unsent" where !campaigns[index].numbers.isEmpty: return forbidden(action)
    case "gone", "unsent": campaigns.remove(at: index)
    case "send":
      guard !audience(campaigns[index]).isEmpty else { return (400, "invalid_parameter") }
      guard start(index) else { return (action == "sendNow" ? 402 : 400, "not_enough_credits") }
    case "queue":
      guard !campaigns[index].lists.isEmpty else { return (400, "missing_parameter") }
      guard let time = campaigns[index].scheduledAt, time > now else {
        return (400, "invalid_parameter")
      }
      queue(index)
    case "copy":
      guard mayCreate else { return (400, "account_under_validation") }
      var copy = Campaign(id: nextID, name: "Copy of \(campaigns[index].name)")
      copy.lists = campaigns[index].lists
      copy.exclusions = campaigns[index].exclusions
      copy.segments = campaigns[index].segments
      campaigns.append(copy)
      nextID += 1
    case "back": campaigns[index].status = campaigns[index].statusBeforeArchive
    default: become(String(word.dropFirst()), index)
    }
    return done
  }

  private func forbidden(_ action: String) -> (status: Int, code: String) {
    action == "delete" && isObserved ? (403, "permission_denied") : (400, "invalid_parameter")
  }

  private mutating func become(_ status: String, _ index: Int) {
    if campaigns[index].status == "inProcess" {
      credits += Double(campaigns[index].numbers.count * campaigns[index].segments)
      campaigns[index].numbers = []
      campaigns[index].figures = [:]
    }
    if status == "archive" { campaigns[index].statusBeforeArchive = campaigns[index].status }
    if status == "draft" { campaigns[index].scheduledAt = nil }
    campaigns[index].status = status
  }

  var mayCreate: Bool { !isUnderValidation || campaigns.count < 4 }

  mutating func queue(_ index: Int) {
    let isMany = audience(campaigns[index]).count > 10
    campaigns[index].status = isUnderValidation && isMany ? "draft" : "queued"
  }

  // MARK: Sending

  /// The numbers that a campaign would go to.
  func audience(_ campaign: Campaign) -> [String] {
    var seen = blacklist
    return Self.contacts.filter { contact in
      campaign.lists.contains(where: contact.lists.contains)
        && !campaign.exclusions.contains(where: contact.lists.contains)
        && seen.insert(contact.number).inserted
    }.map(\.number)
  }

  private mutating func start(_ index: Int) -> Bool {
    let numbers = audience(campaigns[index])
    let cost = Double(numbers.count * campaigns[index].segments)
    guard cost <= credits else { return false }
    credits -= cost
    campaigns[index].numbers = numbers
    campaigns[index].figures = ["processing": Int64(numbers.count), "sent": Int64(numbers.count)]
    campaigns[index].status = "inProcess"
    campaigns[index].scheduledAt = now
    return true
  }

  /// Lets a message leave, and answers what it adds one to.
  mutating func depart(to number: String) -> [String] {
    departed += 1
    if blacklist.contains(number) { return [] }
    switch number {
    case "15550101": return ["sent", "hardBounces"]
    case "15550102": return ["sent", "softBounces"]
    case "15550104": return []
    case "15550105":
      blacklist.insert(number)
      return ["sent", "delivered", "unsubscriptions"]
    case "15550106": return ["sent", "delivered", "answered"]
    default: return ["sent", "delivered"]
    }
  }

  mutating func move(to instant: Instant) {
    while let index = campaigns.indices.filter({ campaigns[$0].due.map { $0 <= instant } ?? false })
      .min(by: { (campaigns[$0].due ?? now, $0) < (campaigns[$1].due ?? now, $1) })
    {
      now = campaigns[index].due ?? now
      if campaigns[index].status == "queued" {
        if audience(campaigns[index]).isEmpty || !start(index) {
          campaigns[index].status = "suspended"
        }
      } else {
        var figures: [String: Int64] = [:]
        for number in campaigns[index].numbers {
          for figure in depart(to: number) { figures[figure, default: 0] += 1 }
        }
        campaigns[index].figures = figures
        campaigns[index].status = "sent"
        campaigns[index].sentAt = now
      }
    }
    now = instant
  }

  // MARK: What the list must show

  var rows: [String] {
    campaigns.map { campaign in
      let figures = campaign.figures.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      return [
        "\(campaign.id)", campaign.name, campaign.status,
        campaign.scheduledAt?.formatted(.milliseconds(.utc)) ?? "",
        campaign.sentAt?.formatted(.milliseconds(.utc)) ?? "", "\(campaign.lists)",
        "\(campaign.exclusions)", "\(campaign.isTestSent)", figures.joined(separator: ","),
      ].joined(separator: "; ")
    }
  }
}
