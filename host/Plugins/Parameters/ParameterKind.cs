namespace Strategies.Plugins.Parameters;

/// <summary>Type of a parameter, and so what its value bits mean.</summary>
public enum ParameterKind
{
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
