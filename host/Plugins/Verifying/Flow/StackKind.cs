namespace Strategies.Plugins.Verifying.Flow;

/// <summary>What kind of value stands on the evaluation stack: ECMA-335, III.1.1, and what only the verifier tells apart.</summary>
internal enum StackKind
{
    /// <summary>A whole number of 32 bits, or a smaller one.</summary>
    Int32,

    /// <summary>A whole number of 64 bits.</summary>
    Int64,

    /// <summary>A whole number of the processor's size; never an address.</summary>
    NativeInt,

    /// <summary>A floating-point number.</summary>
    Float,

    /// <summary>A reference to an object, or null.</summary>
    Object,

    /// <summary>A managed reference to a place.</summary>
    Reference,

    /// <summary>A struct, or a value of a type parameter.</summary>
    Value,

    /// <summary>A method that a delegate is about to be made of.</summary>
    Method,

    /// <summary>A block of the frame's memory that a span is about to be laid over.</summary>
    Block,
}
