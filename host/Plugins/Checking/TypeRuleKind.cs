namespace Strategies.Plugins.Checking;

/// <summary>How a <see cref="TypeRule"/> reads its members.</summary>
internal enum TypeRuleKind
{
    /// <summary>The type and all its members are refused.</summary>
    RefuseAll,

    /// <summary>The listed members are refused.</summary>
    RefuseSome,

    /// <summary>All members but the listed ones are refused.</summary>
    AllowSome,
}
