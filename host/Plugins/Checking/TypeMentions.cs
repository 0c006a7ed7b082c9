using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Strategies.Plugins.Checking;

/// <summary>The types that a signature names.</summary>
/// <param name="Head">The outermost type when it is a reference to another assembly's; otherwise nil.</param>
/// <param name="References">All references to other assemblies' types.</param>
/// <param name="HasPointer">A pointer or function pointer is among them.</param>
internal readonly record struct TypeMentions(
    TypeReferenceHandle Head, ImmutableArray<TypeReferenceHandle> References, bool HasPointer)
{
    internal static readonly TypeMentions None = new(default, [], false);

    internal static TypeMentions Of(TypeReferenceHandle handle) => new(handle, [handle], false);

    internal TypeMentions With(TypeMentions other) => this with
    {
        References = References.AddRange(other.References),
        HasPointer = HasPointer || other.HasPointer,
    };

    internal TypeMentions WithoutHead() => this with { Head = default };

    internal static TypeMentions Of(MethodSignature<TypeMentions> signature) =>
        signature.ParameterTypes.Aggregate(signature.ReturnType.WithoutHead(), (all, one) => all.With(one));
}
