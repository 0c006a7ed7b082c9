using System.Reflection;
using System.Reflection.Metadata;
using Strategies.Plugins.Checking;

namespace Strategies.Plugins.Reaching;

/// <summary>
/// The names of virtual methods by which framework and SDK call into a type: those of its base types and interfaces outside of the package.
/// </summary>
internal sealed class OuterSlots(MemberLinks links)
{
    private const BindingFlags Every = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private readonly Dictionary<string, IReadOnlySet<string>?> _byType = new(StringComparer.Ordinal);

    /// <summary>The names; null when they cannot be known, so that any method may be called.</summary>
    /// <param name="chain">The type and its bases within the package.</param>
    internal IReadOnlySet<string>? Of(IEnumerable<TypePlace> chain)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        HashSet<TypePlace> seen = [];
        Queue<TypePlace> toRead = new(chain);
        while (toRead.TryDequeue(out TypePlace type))
        {
            if (!seen.Add(type))
            {
                continue;
            }

            foreach (EntityHandle parent in ParentsOf(type))
            {
                if (links.TypeOf(type.Image, parent) is { } own)
                {
                    toRead.Enqueue(own);
                }
                else if (NamesOf(type.Image.Metadata, parent) is { } outer)
                {
                    names.UnionWith(outer);
                }
                else
                {
                    return null;
                }
            }
        }

        return names;
    }

    private static IEnumerable<EntityHandle> ParentsOf(TypePlace type)
    {
        TypeDefinition definition = type.Definition;
        IEnumerable<EntityHandle> interfaces = definition.GetInterfaceImplementations()
            .Select(handle => type.Image.Metadata.GetInterfaceImplementation(handle).Interface);
        return definition.BaseType.IsNil ? interfaces : interfaces.Append(definition.BaseType);
    }

    private IReadOnlySet<string>? NamesOf(MetadataReader reader, EntityHandle type)
    {
        EntityHandle head = TypeHeadReader.HeadOf(reader, type);
        if (head.Kind != HandleKind.TypeReference || head.IsNil)
        {
            return null;
        }

        TypeReferenceHandle reference = (TypeReferenceHandle)head;
        string name = $"{SourceNames.FullName(reader, reference)}, {PackageImages.AssemblyOf(reader, reference)}";
        if (!_byType.TryGetValue(name, out IReadOnlySet<string>? names))
        {
            names = Type.GetType(name, throwOnError: false) is { } found ? VirtualsOf(found) : null;
            _byType.Add(name, names);
        }

        return names;
    }

    private static HashSet<string> VirtualsOf(Type type) =>
    [
        .. type.GetInterfaces().Prepend(type).SelectMany(one => one.GetMethods(Every)).Where(method => method.IsVirtual)
            .Select(method => method.Name[(method.Name.LastIndexOf('.') + 1)..]),
    ];
}
