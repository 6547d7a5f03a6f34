import JSON
import Testing

@Suite("An object") struct ObjectTests {
  @Test func `is changed by name`() {
    var object: JSONObject = ["a": 1, "b": 2, "c": 3]
    object["b"] = "two"
    object["d"] = 4
    object["a"] = nil
    object["z"] = nil
    #expect(object == ["b": "two", "c": 3, "d": 4])
  }

  @Test func `has no member whose value is nil`() {
    let absent: Int64? = nil
    let present: Int64? = 7
    let object: JSONObject = [
      "absent": absent.map(JSONValue.int), "present": present.map(JSONValue.int), "null": .null,
    ]
    #expect(object.members.map(\.name) == ["present", "null"])
  }

  @Test func `made of equal names holds the last value in the first place`() {
    #expect(JSONObject([("a", 1), ("b", 2), ("a", 3)]) == ["a": 3, "b": 2])
  }

  @Test func `equals one with the same members in the same order`() {
    #expect(JSONObject([("a", 1), ("b", 2)]) == ["a": 1, "b": 2])
    #expect(JSONObject([("a", 1), ("b", 2)]) != ["b": 2, "a": 1])
    #expect(JSONObject([("a", 1)]) != ["a": 1, "b": 2])
  }
}
