using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Strategies.Plugins.Checking;

/// <summary>One class on the way from a strategy down to the SDK.</summary>
/// <param name="Image">The assembly that declares it.</param>
/// <param name="Type">The class there.</param>
/// <param name="Arguments">What stands for its type parameters.</param>
internal sealed record ClassLink(AssemblyImage Image, TypeDefinitionHandle Type, ImmutableArray<SignatureType> Arguments)
{
    internal TypeDefinition Definition => Image.Metadata.GetTypeDefinition(Type);
}
