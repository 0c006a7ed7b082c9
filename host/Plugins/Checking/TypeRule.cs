namespace Strategies.Plugins.Checking;

/// <summary>What a strategy may use of one framework type.</summary>
/// <param name="Type">Full name, <c>Outer+Inner</c> for nested ones; <c>*</c> at its end or beginning stands for anything.</param>
/// <param name="Kind">What the members mean.</param>
/// <param name="Members">
/// Names of methods, fields and properties (without <c>get_</c> and <c>set_</c>); <c>.ctor</c> for constructors.
/// </param>
/// <param name="Hint">Why it is refused or what to use instead.</param>
internal sealed record TypeRule(string Type, TypeRuleKind Kind, string[] Members, string Hint)
{
    /// <summary>The whole type is refused.</summary>
    internal static TypeRule Refuse(string type, string hint) => new(type, TypeRuleKind.RefuseAll, [], hint);

    /// <summary>Some members are refused, the others allowed.</summary>
    internal static TypeRule RefuseMembers(string type, string hint, params string[] members) =>
        new(type, TypeRuleKind.RefuseSome, members, hint);

    /// <summary>Only these members are allowed; the type itself may be named.</summary>
    internal static TypeRule AllowOnly(string type, string hint, params string[] members) =>
        new(type, TypeRuleKind.AllowSome, members, hint);

    /// <summary>Everything is allowed, whatever the namespace says.</summary>
    internal static TypeRule Allow(string type) => new(type, TypeRuleKind.RefuseSome, [], "");

    internal bool Covers(string fullName) => Type[^1] == '*'
        ? fullName.AsSpan().StartsWith(Type.AsSpan(0, Type.Length - 1), StringComparison.Ordinal)
        : Type[0] == '*' ? fullName.AsSpan().EndsWith(Type.AsSpan(1), StringComparison.Ordinal) : fullName == Type;

    /// <summary>The hint when the member is refused, otherwise null. An empty member means the type itself.</summary>
    internal string? Refusal(string member) => Kind switch
    {
        TypeRuleKind.RefuseAll => Hint,
        TypeRuleKind.RefuseSome => Members.Contains(member, StringComparer.Ordinal) ? Hint : null,
        _ => member.Length == 0 || Members.Contains(member, StringComparer.Ordinal) ? null : Hint,
    };
}
