package import BrevoStore
package import CivilTime
package import JSON

extension World {
  /// What the account of a reseller holds when nobody says otherwise: enough to try each operation.
  package static let newReseller: JSONObject = [
    "dedicatedIps": [["id": 1, "ip": "203.0.113.10", "domain": "mail.example.com"]],
    "children": [
      [
        "id": 1, "key": .string(firstChildKey), "email": "child@example.com",
        "companyName": "Example Child",
      ]
    ],
  ]

  /// Has the look of a real key, and is none.
  package static let firstChildKey =
    "xkeysib-" + String(repeating: "0123456789abcdef", count: 4) + "-ChildNumberOne01"

  /// This world, for the accounts of resellers: with the parts of `newReseller` that it does not name.
  func ofReseller() throws(Failure) -> World {
    var settings = object["settings"]?.object ?? JSONObject()
    settings["reseller"] = true
    var parts = object
    parts["settings"] = .object(settings)
    for (name, value) in Self.newReseller.members where parts[name] == nil { parts[name] = value }
    return try World(parts)
  }
}

extension World {
  /// What the account of that key begins with, if it begins with this world.
  package func image(
    for key: String, at now: Instant, _ settings: Settings
  ) throws -> AccountImage {
    let world = key.hasPrefix(Accounts.resellerPrefix) ? try ofReseller() : self
    return try AccountImage(at: now, settings: settings, world.fill)
  }
}

extension Accounts {
  /// Accounts that begin with `world`, at the present of `settings`.
  ///
  /// What people wrote is tried at once; what is known to be right waits for the first account.
  ///
  /// - Throws: A `World.Failure`, if the world contradicts itself.
  package convenience init(
    in folder: DataFolder?, world: World, settings: Settings,
    limits: AccountLimits = AccountLimits(),
    attention: @escaping Account.Attention = { _, _ in },
    systemNow: @escaping @Sendable () -> Instant = { Clock().now }
  ) throws {
    let now = settings.clock.now
    self.init(
      in: folder, image: { try AccountImage(at: now, settings: settings, world.fill) },
      resellerImage: { try AccountImage(at: now, settings: settings, world.ofReseller().fill) },
      settings: settings, limits: limits, attention: attention, systemNow: systemNow)
    if world.object != World.newAccount { try prepare() }
  }
}
