using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using Strategies.Plugins.Checking;
using Strategies.Plugins.Packages;

namespace Strategies.Plugins.Reaching;

/// <summary>
/// Closes the methods that cannot be reached: in the place of each body one is written that only throws. The metadata stays as it is, byte
/// for byte, so every token goes on to mean what it did; what is judged and loaded are the closed bytes.
/// </summary>
internal static class BodyCloser
{
    private const int TinyFormat = 2;
    private const int FormatMask = 3;

    /// <summary>A header that says two bytes, then <c>ldnull; throw</c>.</summary>
    private static readonly byte[] Throws = [(2 << 2) | TinyFormat, 0x14, 0x7A];

    /// <summary>A header that says one byte, then <c>ret</c>: what throws in a finalizer ends the process.</summary>
    private static readonly byte[] Returns = [(1 << 2) | TinyFormat, 0x2A];

    /// <summary>Closes what of an assembly is not reached.</summary>
    /// <param name="file">The assembly.</param>
    /// <param name="image">The same, opened.</param>
    /// <param name="reach">What is reached.</param>
    /// <param name="closed">Tokens of the methods that were closed.</param>
    /// <exception cref="BadImageFormatException">A body is where none can be.</exception>
    internal static PackageFile Close(PackageFile file, AssemblyImage image, ImageReach reach, ISet<MethodDefinitionHandle> closed)
    {
        MetadataReader reader = image.Metadata;
        byte[] bytes = [.. file.Bytes];
        // One body may be that of several methods: then it stays while one of them is reached.
        HashSet<int> kept =
        [
            .. reader.MethodDefinitions.Where(reach.Has)
                .Select(handle => reader.GetMethodDefinition(handle).RelativeVirtualAddress),
        ];
        foreach (MethodDefinitionHandle handle in reader.MethodDefinitions)
        {
            MethodDefinition method = reader.GetMethodDefinition(handle);
            if (HasBody(method) && !kept.Contains(method.RelativeVirtualAddress))
            {
                int offset = OffsetOf(image.Image.PEHeaders, method.RelativeVirtualAddress);
                Write(bytes, offset, IsFinalizer(reader, method) ? Returns : Throws);
                closed.Add(handle);
            }
        }

        return file with { Bytes = ImmutableCollectionsMarshal.AsImmutableArray(bytes) };
    }

    /// <summary>True for a method with IL.</summary>
    internal static bool HasBody(MethodDefinition method) => method.RelativeVirtualAddress != 0
        && (method.ImplAttributes & MethodImplAttributes.CodeTypeMask) == MethodImplAttributes.IL;

    private static bool IsFinalizer(MetadataReader reader, MethodDefinition method) =>
        reader.StringComparer.Equals(method.Name, "Finalize") && (method.Attributes & MethodAttributes.Virtual) != 0;

    /// <summary>A body of one byte can only return: it stays, there is no room for more.</summary>
    private static void Write(byte[] bytes, int offset, byte[] body)
    {
        bool isTiny = (bytes[offset] & FormatMask) == TinyFormat;
        if (!isTiny || bytes[offset] >> 2 >= body.Length - 1)
        {
            body.CopyTo(bytes, offset);
        }
    }

    private static int OffsetOf(PEHeaders headers, int address)
    {
        int index = headers.GetContainingSectionIndex(address);
        SectionHeader section = index < 0 ? throw new BadImageFormatException("a method's body is in no section")
            : headers.SectionHeaders[index];
        int offset = address - section.VirtualAddress + section.PointerToRawData;
        bool isInMetadata = offset + Throws.Length > headers.MetadataStartOffset
            && offset < headers.MetadataStartOffset + headers.MetadataSize;
        return isInMetadata ? throw new BadImageFormatException("a method's body is in the metadata") : offset;
    }
}
