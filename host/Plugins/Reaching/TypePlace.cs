using System.Reflection.Metadata;
using Strategies.Plugins.Checking;

namespace Strategies.Plugins.Reaching;

/// <summary>A type of a package.</summary>
/// <param name="Image">The assembly that it is in.</param>
/// <param name="Handle">Its row there.</param>
internal readonly record struct TypePlace(AssemblyImage Image, TypeDefinitionHandle Handle)
{
    /// <summary>What the metadata says of it.</summary>
    internal TypeDefinition Definition => Image.Metadata.GetTypeDefinition(Handle);
}
