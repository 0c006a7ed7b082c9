namespace Strategies.Plugins.Verifying.Types;

/// <summary>A type as the verifier knows it: what it is made of is resolved, so that equal types are equal objects.</summary>
internal abstract record IlType
{
    /// <summary>The type with what stands for type parameters put in.</summary>
    /// <param name="ofType">For the parameters of the type; null leaves them.</param>
    /// <param name="ofMethod">For the parameters of the method; null leaves them.</param>
    internal abstract IlType Substitute(TypeList? ofType, TypeList? ofMethod);

    /// <summary>The type without what only signatures say of it.</summary>
    internal virtual IlType Plain => this;

    /// <summary>True for a type that a signature modifies so.</summary>
    /// <param name="modifier">Full name of the modifier.</param>
    internal virtual bool IsModifiedBy(string modifier) => false;
}
