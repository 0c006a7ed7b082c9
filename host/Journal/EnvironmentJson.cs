using System.Text.Json.Serialization;

namespace Strategies.Journal;

/// <summary>How <see cref="EnvironmentInfo"/> becomes JSON, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(EnvironmentInfo))]
internal sealed partial class EnvironmentJson : JsonSerializerContext;
