using System.Reflection.Metadata;
using Strategies.Plugins.Checking;

namespace Strategies.Plugins.Reaching;

/// <summary>Follows what a method body names to the package's own types, methods and fields.</summary>
internal sealed class MemberLinks(PackageImages package)
{
    // A cycle of base types is not valid metadata; the bound keeps a crafted file from hanging the check.
    private const int DepthMax = 100;

    /// <summary>The package's type behind a handle; null when it is none of the package's.</summary>
    /// <param name="from">Where it is named.</param>
    /// <param name="type">Definition, reference, or specification: of that the type behind its type arguments.</param>
    internal TypePlace? TypeOf(AssemblyImage from, EntityHandle type)
    {
        EntityHandle head = type.IsNil ? type : TypeHeadReader.HeadOf(from.Metadata, type);
        return head.Kind switch
        {
            HandleKind.TypeDefinition when !head.IsNil => new TypePlace(from, (TypeDefinitionHandle)head),
            HandleKind.TypeReference when !head.IsNil
                && package.TryResolve(from, (TypeReferenceHandle)head, out AssemblyImage image, out TypeDefinitionHandle found) =>
                new TypePlace(image, found),
            _ => null,
        };
    }

    /// <summary>A type and its bases within the package.</summary>
    internal IReadOnlyList<TypePlace> ChainOf(TypePlace type)
    {
        List<TypePlace> chain = [];
        for (TypePlace? next = type; next is { } current && chain.Count < DepthMax;
            next = TypeOf(current.Image, current.Definition.BaseType))
        {
            chain.Add(current);
        }

        return chain;
    }

    /// <summary>
    /// The methods that a reference may mean: of all in the type and its bases that have the name and as many parameters, those whose
    /// signature is written alike; all of them when none is.
    /// </summary>
    internal IReadOnlyList<MethodPlace> MethodsOf(AssemblyImage from, MemberReference member)
    {
        string name = from.Metadata.GetString(member.Name);
        int count = ParameterCount(from.Metadata.GetBlobReader(member.Signature));
        List<MethodPlace> found =
        [
            .. from type in OwnersOf(@from, member)
               from handle in type.Definition.GetMethods()
               let method = new MethodPlace(type.Image, handle)
               where type.Image.Metadata.StringComparer.Equals(method.Definition.Name, name)
                   && ParameterCount(type.Image.Metadata.GetBlobReader(method.Definition.Signature)) == count
               select method,
        ];
        string signature = SignatureWords.Of(member.DecodeMethodSignature(SignatureTypeReader.Instance, []));
        List<MethodPlace> alike = found.FindAll(method => SignatureWords.Of(
            method.Definition.DecodeSignature(SignatureTypeReader.Instance, [])) == signature);
        return alike.Count > 0 ? alike : found;
    }

    /// <summary>The fields that a reference may mean, with their types.</summary>
    internal IEnumerable<(TypePlace Type, FieldDefinitionHandle Field)> FieldsOf(AssemblyImage from, MemberReference member)
    {
        string name = from.Metadata.GetString(member.Name);
        return
            from type in OwnersOf(@from, member)
            from field in type.Definition.GetFields()
            where type.Image.Metadata.StringComparer.Equals(type.Image.Metadata.GetFieldDefinition(field).Name, name)
            select (type, field);
    }

    /// <summary>How many parameters a method's signature has.</summary>
    /// <param name="signature">The signature.</param>
    internal static int ParameterCount(BlobReader signature)
    {
        SignatureHeader header = signature.ReadSignatureHeader();
        if (header.IsGeneric)
        {
            signature.ReadCompressedInteger();
        }

        return signature.ReadCompressedInteger();
    }

    private IReadOnlyList<TypePlace> OwnersOf(AssemblyImage from, MemberReference member)
    {
        EntityHandle parent = member.Parent.Kind == HandleKind.MethodDefinition
            ? from.Metadata.GetMethodDefinition((MethodDefinitionHandle)member.Parent).GetDeclaringType()
            : member.Parent;
        return parent.Kind is HandleKind.TypeDefinition or HandleKind.TypeReference or HandleKind.TypeSpecification
            && TypeOf(from, parent) is { } type ? ChainOf(type) : [];
    }
}
