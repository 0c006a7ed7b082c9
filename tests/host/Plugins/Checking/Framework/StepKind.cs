namespace Strategies.Plugins.Tests.Checking.Framework;

/// <summary>What a step of the walk stands for.</summary>
internal enum StepKind
{
    /// <summary>A method with IL.</summary>
    Method,

    /// <summary>A method without: an internal call, or one into a native library.</summary>
    Native,

    /// <summary>A method on floating-point numbers with IL in place of which the compiler may put an instruction.</summary>
    Intrinsic,

    /// <summary>A virtual call: what it comes to depends on the object.</summary>
    VirtualCall,

    /// <summary>What may be called of an object through its base classes and interfaces.</summary>
    Virtuals,

    /// <summary>All that a call of an interface's member on a type parameter may come to.</summary>
    Implementations,

    /// <summary>A static field that may be assigned at any time.</summary>
    Static,

    /// <summary>A static field of which every thread has its own.</summary>
    ThreadStatic,

    /// <summary>A call through a function pointer in a method.</summary>
    PointerCall,
}
