using System.Reflection.Metadata;

namespace Strategies.Plugins.Checking;

/// <summary>
/// The constructors of <see cref="Lazy{T}"/> that take no function: they call a constructor of the type by reflection, which no body names.
/// </summary>
internal static class LazyConstructor
{
    /// <summary>What to do instead.</summary>
    internal const string Hint = "hand in the function that makes the value";

    private static readonly string Lazy = typeof(Lazy<>).FullName!;
    private static readonly string Function = typeof(Func<>).FullName!;

    /// <summary>True for such a constructor; one that takes the value itself is none.</summary>
    /// <param name="reader">Where it is named.</param>
    /// <param name="type">The type that declares it; nil for none.</param>
    /// <param name="member">The member.</param>
    internal static bool IsWithoutFunction(MetadataReader reader, TypeReferenceHandle type, MemberReference member) => !type.IsNil
        && reader.StringComparer.Equals(member.Name, ".ctor") && SourceNames.FullName(reader, type) == Lazy
        && !member.DecodeMethodSignature(SignatureTypeReader.Instance, []).ParameterTypes
            .Any(parameter => parameter.FullName == Function || parameter.FullName == "T0");
}
