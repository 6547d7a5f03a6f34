import JSON
import TemplateLanguage

/// Compiles and renders in one go, as most tests only look at what comes out.
func render(
  _ source: String, _ context: JSONObject = [:], escaping: Escaping = .html,
  limits: TemplateLimits = TemplateLimits()
) throws -> String {
  try Template(source).render(context, escaping: escaping, limits: limits)
}
