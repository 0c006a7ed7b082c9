using System.Reflection.Metadata;
using Strategies.Plugins.Checking;

namespace Strategies.Plugins.Reaching;

/// <summary>A method of a package.</summary>
/// <param name="Image">The assembly that it is in.</param>
/// <param name="Handle">Its row there.</param>
internal readonly record struct MethodPlace(AssemblyImage Image, MethodDefinitionHandle Handle)
{
    /// <summary>What the metadata says of it.</summary>
    internal MethodDefinition Definition => Image.Metadata.GetMethodDefinition(Handle);

    /// <summary>Type and method as the source names them.</summary>
    internal string SourceName => SourceNames.SourceMethod(Image.Metadata, Definition);
}
