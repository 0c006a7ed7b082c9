namespace Strategies.Plugins.Checking.Tables;

/// <summary>What a value on the stack of a method has to do with a table.</summary>
internal enum TableValue
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It may be the table.</summary>
    Table = 1,

    /// <summary>It may be a reference to an element of the table.</summary>
    Element = 2,
}
