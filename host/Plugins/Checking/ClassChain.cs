using System.Collections.Immutable;
using System.Reflection.Metadata;
using Strategies.Plugins.Packages;
using Strategies.Sdk;

namespace Strategies.Plugins.Checking;

/// <summary>Follows a class of a package through its base classes to the SDK's <see cref="Strategy"/>.</summary>
internal static class ClassChain
{
    // A cycle of base types is not valid metadata; the bound keeps a crafted file from hanging the check.
    private const int DepthMax = 100;

    private static readonly string StrategyBase = typeof(Strategy).FullName!;

    /// <summary>Follows a class.</summary>
    /// <param name="package">The package's assemblies.</param>
    /// <param name="image">The assembly that declares the class.</param>
    /// <param name="type">The class.</param>
    /// <param name="links">The class itself and its bases within the package, in this order.</param>
    /// <returns>False when it is no strategy.</returns>
    internal static bool TryFollow(
        PackageImages package, AssemblyImage image, TypeDefinitionHandle type, out List<ClassLink> links)
    {
        links = [];
        ImmutableArray<SignatureType> arguments = [];
        while (links.Count < DepthMax)
        {
            MetadataReader reader = image.Metadata;
            links.Add(new ClassLink(image, type, arguments));
            EntityHandle written = reader.GetTypeDefinition(type).BaseType;
            EntityHandle baseType = GenericDefinition(reader, written);
            if (baseType.IsNil)
            {
                return false;
            }

            ImmutableArray<SignatureType> baseArguments = written.Kind != HandleKind.TypeSpecification ? []
                : reader.GetTypeSpecification((TypeSpecificationHandle)written)
                    .DecodeSignature(SignatureTypeReader.Instance, arguments).Arguments;
            arguments = baseArguments;
            if (baseType.Kind == HandleKind.TypeDefinition)
            {
                type = (TypeDefinitionHandle)baseType;
                continue;
            }

            TypeReferenceHandle reference = (TypeReferenceHandle)baseType;
            if (PackageImages.AssemblyOf(reader, reference) == PackageLayout.SdkAssembly)
            {
                return SourceNames.FullName(reader, reference) == StrategyBase;
            }

            if (!package.TryResolve(image, reference, out image, out type))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>For a base such as <c>Base&lt;long&gt;</c> the generic type itself.</summary>
    private static EntityHandle GenericDefinition(MetadataReader reader, EntityHandle baseType)
    {
        if (baseType.IsNil || baseType.Kind != HandleKind.TypeSpecification)
        {
            return baseType;
        }

        BlobReader signature = reader.GetBlobReader(
            reader.GetTypeSpecification((TypeSpecificationHandle)baseType).Signature);
        if (signature.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
        {
            return default;
        }

        signature.ReadByte();
        return signature.ReadTypeHandle();
    }
}
