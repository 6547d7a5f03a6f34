import APIContract
import HTTP
import JSON

extension Lint {
  /// All there are, by what they look at: the address, the key, other fields, the query, the body.
  package static let all: [Lint] = ofAddress + ofKey + ofFields + ofValues

  private static let ofAddress = [
    Lint(
      "doubled-base-path", "The path begins with /v3 twice.",
      advice: "The client adds /v3 itself: give it the base URL without.", on: .refusal
    ) { $0.path.hasPrefix("/v3/v3/") },
    Lint(
      "missing-base-path", "The path is one of the API's, but for /v3 before it.",
      advice: "End the base URL with /v3.", on: .refusal
    ) { !$0.path.hasPrefix("/v3/") && RouteGuide.knows(Emulator.basePath + $0.path) },
    Lint(
      "doubled-slash", "The path has two slashes together.",
      advice: "Let the base URL end without a slash.", on: .refusal
    ) { $0.path.contains("//") },
    Lint(
      "trailing-slash", "The path ends with a slash, which makes it another one.",
      advice: "Leave it out.", on: .refusal
    ) { $0.path.hasSuffix("/") && RouteGuide.knows(String($0.path.dropLast())) },
    Lint(
      "deprecated-host", "The host is the one that the service had under its old name.",
      advice: "Use api.brevo.com.", on: .host
    ) { call in
      let old = "api.sendinblue.com"
      return call.authority.utf8.count >= old.utf8.count && Host(call.authority).name == old
    },
  ]

  private static let ofKey = [
    Lint(
      "wrong-key-field", "A key comes in another field than api-key.",
      advice: "Send it as `api-key: xkeysib-…`.", on: .refusal
    ) { call in
      !call.has("api-key")
        && (call.has("x-api-key") || call.has("api_key") || call.has("apikey")
          || call.has("authorization"))
    },
    Lint(
      "smtp-key", "The key is one for SMTP, which the API does not take.",
      advice: "Make an API key: those begin with xkeysib-.", on: .key
    ) { $0.key?.hasPrefix("xsmtpsib-") == true },
    Lint(
      "decorated-key", "The key has something around it: quotes, or a word before it.",
      advice: "Send the key alone; look at how it got into the environment.", on: .key
    ) { call in
      guard let key = call.key, let first = key.utf8.first else { return false }
      return first == UInt8(ascii: "\"") || first == UInt8(ascii: "'")
        || key.contains(byte: " ")
    },
  ]

  private static let ofFields = [
    Lint(
      "sandbox-as-field", "X-Sib-Sandbox is a field of the request.",
      advice: "Put it into the member `headers` of the body: there it is documented.", on: .field
    ) { $0.has("x-sib-sandbox") && $0.operation == "sendTransacEmail" },
    Lint(
      "idempotency-as-field",
      "The idempotency key is a field of the request, where nothing reads it.",
      advice: "Put it into the member `headers` of the body, as idempotencyKey.", on: .field
    ) { call in
      (call.has("idempotency-key") || call.has("idempotencykey"))
        && call.operation == "sendTransacEmail"
    },
    Lint(
      "missing-content-type", "The request has a body, but does not say of what type.",
      advice: "Send `content-type: application/json`.", on: .refusal
    ) { $0.request.hasReadableMethod && !$0.request.body.isEmpty && !$0.has("content-type") },
    Lint(
      "form-body", "The body is a form, not JSON.",
      advice: "Send JSON, and `content-type: application/json`.", on: .refusal
    ) { call in
      ["application/x-www-form-urlencoded", "multipart/form-data"].contains(call.mediaType)
    },
    Lint(
      "no-json-accepted", "Accept does not admit JSON, and the service answers in nothing else.",
      advice: "Send `accept: application/json`, or leave it out.", on: .refusal
    ) { !$0.request.admitsJSON },
    Lint(
      "ignored-body", "The request has a body, which its method makes nobody read.",
      advice: "Say it in the query, or check the method.", on: .body
    ) { !$0.request.body.isEmpty && !$0.request.hasReadableMethod },
  ]

  private static let ofValues = [
    Lint(
      "message-id-unescaped", "A message id stands in the address as it is.",
      advice: "Percent-encode it: %3C…%40…%3E.", on: .address
    ) { call in
      call.request.target.contains(byte: "<") || call.request.target.contains(byte: ">")
    },
    Lint(
      "plus-as-blank", "A plus in the query stands for a blank.",
      advice: "Percent-encode it as %2B: ann%2Btag%40example.com.", on: .address
    ) { call in
      call.rawParameter("email").map { String($0).contains(byte: "+") } == true
    },
    Lint(
      "escaped-twice", "Something in the address is percent-encoded twice.",
      advice: "Leave it to the client, or do it yourself, not both.", on: .address
    ) { call in
      call.request.target.contains(byte: "%")
        && ["%2540", "%252B", "%252b", "%253C", "%253c", "%2520"].contains(
          where: call.request.target.contains)
    },
    Lint(
      "empty-params", "params is there, but empty, which the service refuses.",
      advice: "Leave it out if there is nothing to say.", on: .refusal
    ) { call in
      call.operation == "sendTransacEmail"
        && call.member("params")?.object?.members.isEmpty == true
    },
    Lint(
      "blanks-in-number", "A telephone number is written with marks between its digits.",
      advice: "Write the country code and digits alone: 33612345678.", on: .refusal
    ) { call in
      let names = ["recipient", "phoneNumber"]
      return names.contains { name in
        let text = call.member(name)?.string ?? call.rawParameter(name).map(String.init) ?? ""
        let digits = text.count { ("0"..."9").contains($0) }
        return digits >= 6 && text.contains { " -.()".contains($0) }
      }
    },
  ]
}
