namespace Strategies.Plugins.Verifying.Flow;

/// <summary>What is known of a value beside its type.</summary>
[Flags]
internal enum ValueMarks
{
    None = 0,

    /// <summary>A reference that must not be written through.</summary>
    ReadOnly = 1,

    /// <summary>A reference to a place of another type perhaps, or into a box: methods may be called on it, nothing stored.</summary>
    Controlled = 2,

    /// <summary>It refers to what ends with this call: it must not outlive it.</summary>
    Bound = 4,

    /// <summary>It refers to what an argument refers to: it may be given back, but kept nowhere else.</summary>
    ReturnOnly = 1024,

    /// <summary>What lies at the reference is bound.</summary>
    BoundInside = 8,

    /// <summary>What lies at the reference may be given back only.</summary>
    ReturnOnlyInside = 4096,

    /// <summary>What is put there counts as given back: an <c>out</c> argument, or the struct that a constructor makes.</summary>
    Out = 2048,

    /// <summary>An object of a constructor that has not called its base's yet.</summary>
    Raw = 16,

    /// <summary>A reference that nothing was assigned to on some path.</summary>
    Unassigned = 32,

    /// <summary>The place it refers to is a local of this call.</summary>
    Own = 64,

    /// <summary>The place it refers to may be a local of this call.</summary>
    PerhapsOwn = 512,

    /// <summary>The method's own <c>this</c>.</summary>
    This = 128,

    /// <summary>An object that this method has just made.</summary>
    Fresh = 256,

    /// <summary>A number that is not below 0.</summary>
    NotNegative = 8192,
}
