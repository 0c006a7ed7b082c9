using System.Reflection;
using System.Reflection.Metadata;

namespace Strategies.Plugins.Checking;

/// <summary>Finds the one public class of the main assembly that is a strategy.</summary>
internal sealed class StrategyTypeFinder(PackageImages package, ViolationList violations)
{
    /// <summary>
    /// Full name of the strategy class; null when it is missing, not unique or cannot be constructed.
    /// </summary>
    /// <param name="main">The main assembly.</param>
    internal string? Find(AssemblyImage main)
    {
        List<TypeDefinitionHandle> found =
            [.. main.Metadata.TypeDefinitions.Where(handle => IsCandidate(main, handle))];
        if (found.Count != 1)
        {
            string names = string.Join(", ", found.Select(handle => SourceNames.SourceType(main.Metadata, handle)));
            violations.Add(
                main.FileName, "", found.Count == 0 ? "it has no strategy"
                    : $"it has {found.Count} strategies: {names}",
                "a package has exactly one public, concrete, non-generic class derived from Strategies.Sdk.Strategy");
            return null;
        }

        string name = SourceNames.FullName(main.Metadata, found[0]);
        if (!HasPublicConstructor(main.Metadata, found[0]))
        {
            violations.Add(
                main.FileName, SourceNames.SourceType(main.Metadata, found[0]),
                "the strategy has no public constructor without parameters",
                "take settings as [Parameter] properties");
            return null;
        }

        return name;
    }

    private bool IsCandidate(AssemblyImage image, TypeDefinitionHandle handle)
    {
        TypeDefinition type = image.Metadata.GetTypeDefinition(handle);
        return (type.Attributes & TypeAttributes.Abstract) == 0 && type.GetGenericParameters().Count == 0
            && IsPublic(image.Metadata, type) && ClassChain.TryFollow(package, image, handle, out _);
    }

    private static bool IsPublic(MetadataReader reader, TypeDefinition type) =>
        (type.Attributes & TypeAttributes.VisibilityMask) switch
        {
            TypeAttributes.Public => true,
            TypeAttributes.NestedPublic => IsPublic(reader, reader.GetTypeDefinition(type.GetDeclaringType())),
            _ => false,
        };

    private static bool HasPublicConstructor(MetadataReader reader, TypeDefinitionHandle handle) =>
        reader.GetTypeDefinition(handle).GetMethods()
        .Select(reader.GetMethodDefinition)
        .Any(method => reader.StringComparer.Equals(method.Name, ".ctor")
            && (method.Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public
            && reader.GetBlobReader(method.Signature) is var signature && TakesNothing(signature));

    private static bool TakesNothing(BlobReader signature)
    {
        signature.ReadSignatureHeader();
        return signature.ReadCompressedInteger() == 0;
    }
}
