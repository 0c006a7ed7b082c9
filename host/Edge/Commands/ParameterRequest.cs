using System.Text.Json;

namespace Strategies.Edge.Commands;

/// <summary>Sets a parameter of the version in a slot.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Value">Its value: a number, <c>true</c> or <c>false</c>, or any of them as a text.</param>
/// <param name="Reason">Why.</param>
public sealed record ParameterRequest(string Name, JsonElement Value, string Reason);
