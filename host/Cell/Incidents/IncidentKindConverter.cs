using System.Text.Json;
using System.Text.Json.Serialization;

namespace Strategies.Cell.Incidents;

/// <summary>Writes what happened as a word, as the API does: <c>massCanceled</c>.</summary>
public sealed class IncidentKindConverter() : JsonStringEnumConverter<IncidentKind>(JsonNamingPolicy.CamelCase);
