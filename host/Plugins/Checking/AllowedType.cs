namespace Strategies.Plugins.Checking;

/// <summary>What may be used of a framework type, or of all whose names begin or end alike.</summary>
/// <param name="Name">Namespace and name, <c>Outer+Inner</c> for nested ones; <c>*</c> at its end or beginning stands for anything.</param>
/// <param name="Members">Names that may be used; one that ends with <c>*</c> stands for all that begin so.</param>
/// <param name="Refused">What to use instead of members that may not; <c>*</c> for all that are not named.</param>
internal sealed record AllowedType(
    string Name, IReadOnlySet<string> Members, IReadOnlyDictionary<string, string> Refused)
{
    /// <summary>True when a member may be used.</summary>
    /// <param name="member">Its name, a property's without <c>get_</c> and <c>set_</c>.</param>
    internal bool Allows(string member) =>
        Members.Contains(member) || (member.StartsWith(AllowedList.OperatorPrefix, StringComparison.Ordinal)
            && Members.Contains(AllowedList.Operators));

    /// <summary>What to use instead of a member; null when nothing is said.</summary>
    /// <param name="member">Its name.</param>
    internal string? HintOf(string member) => Refused.GetValueOrDefault(member) ?? Refused.GetValueOrDefault(AllowedList.Anything);
}
