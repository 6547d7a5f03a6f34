package import APIContract
package import JSON

/// A world in the body of a request.
extension World {
  package static let schema = Schema.object(WorldPart.all.map { .member($0.member) })

  /// A world as a whole body.
  package static let fields = Fields([wholeBody] + WorldPart.all.map(\.member))

  private static let wholeBody: any ClauseConvertible = Rule(
    "It is a world, as the file of `--world` is one."
  ) { inputs, _ throws(APIError) in
    try admit(inputs.object)
  }

  /// What is said of the world that a field holds, before anything else is.
  package static func rule(of field: OptionalField<JSONObject>) -> Rule {
    let name = field.member.name
    return Rule("`\(name)` is a world, as the file of `--world` is one.") {
      inputs, _ throws(APIError) in
      if let object = inputs.object[name]?.object { try admit(object) }
    }
  }

  /// A world knows best what is wrong with it, and in which row.
  private static func admit(_ object: JSONObject) throws(APIError) {
    do throws(Failure) { _ = try World(object) } catch {
      throw .invalid(text: error.description)
    }
  }
}

extension Shape<JSONObject> {
  package static var world: Self { Self(World.schema) { $0.object } }
}
