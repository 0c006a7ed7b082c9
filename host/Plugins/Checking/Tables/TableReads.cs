namespace Strategies.Plugins.Checking.Tables;

/// <summary>The framework's members that read an array or a collection, and neither change it nor hand on a way to change it.</summary>
internal static class TableReads
{
    private static readonly HashSet<string> Collections = new(StringComparer.Ordinal)
    {
        "System.Collections.Generic.Dictionary`2", "System.Collections.Generic.HashSet`1", "System.Collections.Generic.List`1",
        "System.Collections.Generic.SortedDictionary`2", "System.Collections.Generic.SortedList`2",
        "System.Collections.Generic.SortedSet`1",
    };

    private static readonly Dictionary<string, string[]> ByType = new(StringComparer.Ordinal)
    {
        ["System.Array"] =
        [
            "get_Length", "get_LongLength", "get_Rank", "GetLength", "GetLongLength", "GetLowerBound", "GetUpperBound", "IndexOf",
            "LastIndexOf", "BinarySearch",
        ],
        ["System.ReadOnlySpan`1"] = ["op_Implicit", ".ctor"],
        ["System.Linq.Enumerable"] =
        [
            "Sum", "Max", "Min", "Average", "Count", "Any", "All", "Contains", "First", "FirstOrDefault", "Last", "LastOrDefault",
            "ElementAt", "ElementAtOrDefault", "Single", "SequenceEqual", "ToArray", "ToList",
        ],
    };

    private static readonly HashSet<string> OfCollections = new(StringComparer.Ordinal)
    {
        "get_Item", "get_Count", "TryGetValue", "ContainsKey", "ContainsValue", "Contains", "IndexOf", "BinarySearch", "GetEnumerator",
        "ToArray",
    };

    /// <summary>What an array of several dimensions has besides: the runtime makes them.</summary>
    private static readonly HashSet<string> OfArrays = new(StringComparer.Ordinal) { "Get" };

    /// <summary>True for a collection that a table may be.</summary>
    /// <param name="type">Full name of a framework type.</param>
    internal static bool IsCollection(string type) => Collections.Contains(type);

    /// <summary>True for a member that only reads.</summary>
    /// <param name="type">Full name of the framework type that declares it; empty for an array's own.</param>
    /// <param name="member">Its name as the metadata has it.</param>
    internal static bool IsRead(string type, string member) => type.Length == 0 ? OfArrays.Contains(member)
        : Collections.Contains(type) ? OfCollections.Contains(member)
        : ByType.TryGetValue(type, out string[]? members) && Array.IndexOf(members, member) >= 0;
}
