namespace Strategies.Records;

/// <summary>What the bits of a parameter's value mean. The numbers are those of the packages' parameter kinds.</summary>
public enum ParameterType
{
    /// <summary>Whoever set it did not say.</summary>
    Unknown = 0,

    /// <summary><c>long</c>: the number itself.</summary>
    Int64 = 1,

    /// <summary><c>int</c>: the number itself.</summary>
    Int32 = 2,

    /// <summary><c>double</c>: the bits of the number.</summary>
    Double = 3,

    /// <summary><c>bool</c>: 0 or 1.</summary>
    Boolean = 4,

    /// <summary><see cref="Sdk.Price"/>: its raw value.</summary>
    Price = 5,

    /// <summary><see cref="Sdk.Quantity"/>: its raw value.</summary>
    Quantity = 6,
}
