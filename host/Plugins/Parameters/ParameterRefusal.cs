namespace Strategies.Plugins.Parameters;

/// <summary>Why a parameter was not set.</summary>
public enum ParameterRefusal
{
    /// <summary>It was set.</summary>
    None = 0,

    /// <summary>There is no parameter of this name.</summary>
    UnknownName = 1,

    /// <summary>The bits are no value of the parameter's type, for example not a number.</summary>
    NotAValue = 2,

    /// <summary>Below the minimum.</summary>
    BelowMinimum = 3,

    /// <summary>Above the maximum.</summary>
    AboveMaximum = 4,
}
