namespace Strategies.Plugins.Parameters;

/// <summary>Finds parameters by the names that people give.</summary>
internal static class ParameterNames
{
    /// <summary>Finds one.</summary>
    /// <exception cref="ParameterException">There is none; the message suggests one.</exception>
    internal static ParameterDefinition Find(IReadOnlyList<ParameterDefinition> definitions, string name)
    {
        foreach (ParameterDefinition definition in definitions)
        {
            if (definition.Name == name)
            {
                return definition;
            }
        }

        string known = definitions.Count == 0 ? "the strategy has no parameters"
            : $"it has {string.Join(", ", definitions.Select(one => one.Name))}";
        string? similar = NameSuggestion.Closest(name, definitions.Select(one => one.Name));
        throw new ParameterException(
            name, $"there is no parameter '{name}'", similar is null ? known : $"did you mean '{similar}'? {known}");
    }
}
