import APIContract
import HTTP
import JSON
import Testing

@Suite("The OpenAPI document") struct OpenAPITests {
  static let kind = Field<Pet>.optional("kind", .one(of: Pet.self), "Which kind.")
  static let endpoint = Endpoint<Void>(
    .put, "/pets/{petId}", "updatePet", summary: "Update a pet",
    path: Fields(Field.required("petId", .identifier, "Number of the pet.")),
    query: Fields(
      Rule("`a` and `b` go together.") { _, _ in },
      Field<[String]>.optional("tags", .list(of: .text)),
      Field.optional("limit", .integer(0...100), default: 50, "How many.")),
    headers: Fields(Field<String>.optional("X-Mode", .text(mayBeBlank: true))),
    body: .required(
      Field<String>.required("name", .text(length: 1...70)), kind,
      Field<String>.optional("email", .email).required(unless: kind).ignored(with: kind),
      Field<String>.optional("batch", .text(.uuid), "A batch.").ignored(without: kind),
      Field<String>.demanded("chip", .text),
      Rule.anyOf(["a", "b"], else: .noInput),
      Field<Inputs>.optional(
        "owner",
        .object(
          Rule("The owner is somebody.") { _, _ in }, Field<Int64>.required("id", .identifier)))),
    responses: [
      .ok("pet", .object(.required("id", .integer), .optional("any", .any))), .badRequest,
      .noContent("nothing"),
      Response(
        .badRequest, "worse",
        .object(.required("code", .text), .required("message", .text), .optional("more", .text))),
    ]
  ) { _, _ in .noContent }

  let document = OpenAPI(
    title: "Pets", version: "1", description: "About pets.",
    sections: [.init("Pets", basePath: "/v3", [endpoint])]
  ).document

  /// What stands at a path such as `info.title`; `/` separates names that hold dots.
  func at(_ path: String) -> JSONValue? {
    path.split(separator: ">").reduce(document) { value, name in
      let name = name.trimmingPrefix(" ")
      return Int(name).flatMap { index in
        value?.array.flatMap { $0.indices.contains(index) ? $0[index] : nil }
      } ?? value?.object?[String(name)]
    }
  }

  let put = "paths>/v3/pets/{petId}>put"

  @Test func `begins with what it is`() {
    #expect(at("openapi") == "3.1.0")
    #expect(at("info>title") == "Pets")
    #expect(at("info>version") == "1")
    #expect(at("security>0>api-key") == [])
    #expect(at("components>securitySchemes>api-key>in") == "header")
    #expect(at(put + ">operationId") == "updatePet")
    #expect(at(put + ">tags") == ["Pets"])
  }

  @Test func `tells the rules in its descriptions`() {
    #expect(
      at(put + ">description")
        == "`a` and `b` go together. At least one of `a`, `b` must be given.")
    let schema = put + ">requestBody>content>application/json>schema"
    #expect(at(schema + ">properties>owner>description") == "The owner is somebody.")
  }

  @Test func `has parameters in path, query and head`() {
    let parameters = at(put + ">parameters")?.array ?? []
    let names = parameters.compactMap { $0.object?["name"]?.string }
    #expect(names == ["petId", "tags", "limit", "X-Mode"])
    #expect(
      parameters.compactMap { $0.object?["in"]?.string } == ["path", "query", "query", "header"])
    #expect(parameters.map { $0.object?["required"] } == [true, nil, nil, nil])
    #expect(parameters[1].object?["explode"] == false)
    #expect(parameters[2].object?["description"] == "How many. Default: 50.")
    #expect(
      parameters[2].object?["schema"]
        == ["type": "integer", "format": "int64", "minimum": 0, "maximum": 100])
    #expect(
      parameters[0].object?["schema"] == ["type": "integer", "format": "int64", "minimum": 1])
  }

  @Test func `has the members of a body, and which of them are required`() {
    let schema = put + ">requestBody>content>application/json>schema"
    #expect(at(put + ">requestBody>required") == true)
    #expect(at(schema + ">required") == ["name"])
    #expect(
      at(schema + ">properties>name") == ["type": "string", "minLength": 1, "maxLength": 70])
    #expect(
      at(schema + ">properties>kind")
        == ["type": "string", "enum": ["cat", "dog"], "description": "Which kind."])
    #expect(
      at(schema + ">properties>email>description")
        == "Mandatory unless `kind` is given. Ignored if `kind` is given.")
    #expect(
      at(schema + ">properties>batch>description") == "A batch. Ignored without `kind`.")
    #expect(at(schema + ">properties>owner>required") == ["id"])
    #expect(
      at(schema + ">properties>chip>description")
        == "Mandatory in fact, though not in the documented schema.")
  }

  @Test func `has responses, and says the usual errors once`() {
    let responses = at(put + ">responses")?.object
    #expect(responses?.members.map(\.name) == ["200", "400", "204", "default"])
    #expect(responses?["204"] == ["description": "nothing"])
    #expect(responses?["default"] == ["$ref": "#/components/responses/Error"])
    #expect(
      at(put + ">responses>200>content>application/json>schema>properties>any") == [:])
    #expect(at("components>schemas>Error>required") == ["code", "message"])
  }
}
