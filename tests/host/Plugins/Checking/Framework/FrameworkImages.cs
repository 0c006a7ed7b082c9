using Mono.Cecil;
using Strategies.Plugins.Checking;

namespace Strategies.Plugins.Tests.Checking.Framework;

/// <summary>The framework's assemblies as they lie on disk where this process runs from, and the types in them.</summary>
internal sealed class FrameworkImages : IDisposable
{
    private readonly FolderResolver _resolver = new();
    private readonly Dictionary<string, TypeDefinition> _public = new(StringComparer.Ordinal);
    private readonly ILookup<string, TypeDefinition> _implementers;

    internal FrameworkImages()
    {
        Types = [.. _resolver.All().SelectMany(assembly => assembly.MainModule.GetTypes())];
        foreach (TypeDefinition type in Types.Where(IsExported))
        {
            _public.TryAdd(StepNames.Of(type), type);
        }

        _implementers = Types.Where(type => type.Module.Assembly.Name.Name == "System.Private.CoreLib")
            .SelectMany(type => type.Interfaces.Select(one => (Type: type, Interface: StepNames.Of(one.InterfaceType))))
            .Distinct().ToLookup(pair => pair.Interface, pair => pair.Type, StringComparer.Ordinal);
    }

    /// <summary>All types, nested ones too.</summary>
    internal IReadOnlyList<TypeDefinition> Types { get; }

    /// <summary>Types that a line of the list stands for.</summary>
    internal IEnumerable<TypeDefinition> Covered(AllowedType type) => NamePattern.IsOne(type.Name)
        ? _public.Where(one => NamePattern.Covers(type.Name, one.Key)).Select(one => one.Value)
        : [_public[type.Name]];

    /// <summary>Types of the core library that say that they implement an interface.</summary>
    internal IEnumerable<TypeDefinition> Implementers(TypeDefinition ofInterface) => _implementers[StepNames.Of(ofInterface)];

    /// <summary>True for what other assemblies can name, and derive from.</summary>
    internal static bool IsExported(TypeDefinition type) => type.DeclaringType is { } outer
        ? IsExported(outer) && (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamilyOrAssembly)
        : type.IsPublic;

    public void Dispose() => _resolver.Dispose();
}
