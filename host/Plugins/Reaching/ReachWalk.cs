using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Runtime.CompilerServices;
using Strategies.Plugins.Checking;

namespace Strategies.Plugins.Reaching;

/// <summary>
/// Walks from the methods of a strategy's own assembly to all that they can come to in the package: calls, function pointers, class
/// constructors of what is used, and virtual methods of whatever type is constructed, where the slot is called by something reached or
/// belongs to framework or SDK, which may call it at any time.
/// </summary>
/// <remarks>
/// A class is constructed when one of its constructors is reached; a value type and an interface when something reached names it. Generic
/// code is walked once, by its definition.
/// </remarks>
internal sealed class ReachWalk
{
    private readonly MemberLinks _links;
    private readonly OuterSlots _outer;
    private readonly PackageImages _package;
    private readonly Dictionary<AssemblyImage, ImageReach> _byImage;
    private readonly Dictionary<MethodPlace, MethodPlace?> _from = [];
    private readonly Queue<MethodPlace> _toRead = new();
    private readonly HashSet<TypePlace> _constructed = [];
    private readonly HashSet<SlotKey> _called = [];
    private readonly Dictionary<SlotKey, List<MethodPlace>> _waiting = [];
    private MethodPlace? _reading;

    internal ReachWalk(PackageImages package)
    {
        _package = package;
        _links = new MemberLinks(package);
        _outer = new OuterSlots(_links);
        _byImage = package.All.ToDictionary(image => image, _ => ImageReach.Empty());
    }

    /// <summary>The methods that were reached.</summary>
    internal IReadOnlyCollection<MethodPlace> Reached => _from.Keys;

    internal void Run(AssemblyImage main)
    {
        foreach (TypeDefinitionHandle type in main.Metadata.TypeDefinitions)
        {
            Touch(new TypePlace(main, type));
            Construct(new TypePlace(main, type));
        }

        foreach (MethodDefinitionHandle method in main.Metadata.MethodDefinitions)
        {
            Reach(new MethodPlace(main, method));
        }

        // What runs when a module is loaded is asked by nobody.
        foreach (AssemblyImage image in _package.All)
        {
            UseClass(new TypePlace(image, MetadataTokens.TypeDefinitionHandle(1)));
        }

        while (_toRead.TryDequeue(out MethodPlace method))
        {
            _reading = method;
            Read(method);
        }
    }

    internal ImageReach Of(AssemblyImage image) => _byImage[image];

    /// <summary>The methods by which one was first reached, the own assembly's last one first.</summary>
    internal IReadOnlyList<string> WayTo(MethodPlace method)
    {
        List<string> way = [];
        AssemblyImage image = method.Image;
        for (MethodPlace? from = _from[method]; from is { } current; from = current.Image == image ? _from[current] : null)
        {
            // What the compiler made of one method of the source has its name.
            if (way.Count == 0 || way[0] != current.SourceName)
            {
                way.Insert(0, current.SourceName);
            }
        }

        return way;
    }

    private void Read(MethodPlace method)
    {
        MethodDefinition definition = method.Definition;
        Touch(method.Image, NamedTypesReader.Of(definition.DecodeSignature(NamedTypesReader.Instance, null)));
        if (!BodyCloser.HasBody(definition))
        {
            return;
        }

        MetadataReader reader = method.Image.Metadata;
        MethodBodyBlock body = method.Image.Image.GetMethodBody(definition.RelativeVirtualAddress);
        foreach (IlInstruction instruction in IlReader.Read(body.GetILContent().AsSpan()).Where(one => one.NamesMember))
        {
            Use(method.Image, instruction.OpCode, MetadataTokens.EntityHandle(instruction.Token));
        }

        if (!body.LocalSignature.IsNil)
        {
            Touch(method.Image, [.. reader.GetStandaloneSignature(body.LocalSignature)
                .DecodeLocalSignature(NamedTypesReader.Instance, null).SelectMany(types => types)]);
        }

        Touch(method.Image, [.. body.ExceptionRegions.SelectMany(region => NamedTypesReader.Of(reader, region.CatchType))]);
    }

    private void Use(AssemblyImage image, OpCode opCode, EntityHandle handle)
    {
        MetadataReader reader = image.Metadata;
        switch (handle.Kind)
        {
            case HandleKind.MethodDefinition:
                Call(opCode, new MethodPlace(image, (MethodDefinitionHandle)handle));
                break;
            case HandleKind.FieldDefinition:
                FieldDefinitionHandle field = (FieldDefinitionHandle)handle;
                UseField(opCode, new TypePlace(image, reader.GetFieldDefinition(field).GetDeclaringType()), field);
                break;
            case HandleKind.MethodSpecification:
                MethodSpecification specification = reader.GetMethodSpecification((MethodSpecificationHandle)handle);
                Use(image, opCode, specification.Method);
                Touch(image, [.. specification.DecodeSignature(NamedTypesReader.Instance, null).SelectMany(types => types)]);
                break;
            case HandleKind.MemberReference:
                UseMember(image, opCode, reader.GetMemberReference((MemberReferenceHandle)handle));
                break;
            default:
                Touch(image, NamedTypesReader.Of(reader, handle));
                break;
        }
    }

    private void UseMember(AssemblyImage image, OpCode opCode, MemberReference member)
    {
        Touch(image, NamedTypesReader.Of(image.Metadata, member.Parent));
        if (member.GetKind() == MemberReferenceKind.Field)
        {
            foreach ((TypePlace type, FieldDefinitionHandle field) in _links.FieldsOf(image, member))
            {
                UseField(opCode, type, field);
            }

            return;
        }

        Touch(image, NamedTypesReader.Of(member.DecodeMethodSignature(NamedTypesReader.Instance, null)));
        foreach (MethodPlace method in _links.MethodsOf(image, member))
        {
            Call(opCode, method);
        }
    }

    private void UseField(OpCode opCode, TypePlace type, FieldDefinitionHandle field)
    {
        _byImage[type.Image].Add(field);
        if (opCode != OpCodes.Stsfld)
        {
            _byImage[type.Image].AddRead(field);
        }

        FieldDefinition definition = type.Image.Metadata.GetFieldDefinition(field);
        Touch(type);
        Touch(type.Image, definition.DecodeSignature(NamedTypesReader.Instance, null));
        if ((definition.Attributes & FieldAttributes.Static) != 0)
        {
            UseClass(type);
        }
    }

    private void Call(OpCode opCode, MethodPlace method)
    {
        Reach(method);
        MethodAttributes attributes = method.Definition.Attributes;
        bool isExact = opCode == OpCodes.Call || opCode == OpCodes.Ldftn || opCode == OpCodes.Newobj;
        if ((attributes & MethodAttributes.Virtual) == 0 || (isExact && (attributes & MethodAttributes.Static) == 0))
        {
            return;
        }

        SlotKey slot = MethodSlots.Of(method);
        if (_called.Add(slot) && _waiting.Remove(slot, out List<MethodPlace>? bodies))
        {
            bodies.ForEach(Reach);
        }
    }

    private void Reach(MethodPlace method)
    {
        if (!_from.TryAdd(method, _reading))
        {
            return;
        }

        _byImage[method.Image].Add(method.Handle);
        TypePlace type = new(method.Image, method.Definition.GetDeclaringType());
        Touch(type);
        UseClass(type);
        if (method.Image.Metadata.StringComparer.Equals(method.Definition.Name, ".ctor"))
        {
            Construct(type);
        }

        _toRead.Enqueue(method);
    }

    /// <summary>The class constructor runs before anything of its class does.</summary>
    private void UseClass(TypePlace type)
    {
        MetadataReader reader = type.Image.Metadata;
        foreach (MethodDefinitionHandle method in type.Definition.GetMethods()
            .Where(method => reader.StringComparer.Equals(reader.GetMethodDefinition(method).Name, ".cctor")))
        {
            Reach(new MethodPlace(type.Image, method));
        }
    }

    private void Touch(AssemblyImage image, ImmutableArray<EntityHandle> types)
    {
        foreach (EntityHandle type in types)
        {
            if (_links.TypeOf(image, type) is { } own)
            {
                Touch(own);
            }
        }
    }

    private void Touch(TypePlace type)
    {
        if (!_byImage[type.Image].Add(type.Handle))
        {
            return;
        }

        // As deep as a crafted file nests its types; it must not overflow the stack.
        RuntimeHelpers.EnsureSufficientExecutionStack();

        MetadataReader reader = type.Image.Metadata;
        TypeDefinition definition = type.Definition;
        Touch(type.Image, NamedTypesReader.Of(reader, definition.BaseType));
        foreach (InterfaceImplementationHandle implementation in definition.GetInterfaceImplementations())
        {
            Touch(type.Image, NamedTypesReader.Of(reader, reader.GetInterfaceImplementation(implementation).Interface));
        }

        foreach (FieldDefinition field in definition.GetFields().Select(reader.GetFieldDefinition)
            .Where(field => (field.Attributes & FieldAttributes.Static) == 0))
        {
            Touch(type.Image, field.DecodeSignature(NamedTypesReader.Instance, null));
        }

        if ((definition.Attributes & TypeAttributes.Interface) != 0 || IsValueType(reader, definition))
        {
            Construct(type);
        }
    }

    /// <summary>Instances of a type may be there: what is called virtually may be its methods, or its base types'.</summary>
    private void Construct(TypePlace type)
    {
        if (!_constructed.Add(type))
        {
            return;
        }

        foreach (MethodDefinitionHandle accessor in ParameterAccessors.Of(type))
        {
            Reach(new MethodPlace(type.Image, accessor));
        }

        IReadOnlyList<TypePlace> chain = _links.ChainOf(type);
        IReadOnlySet<string>? outer = _outer.Of(chain);
        foreach ((SlotKey slot, MethodPlace body) in chain.SelectMany(type => MethodSlots.Of(_links, type)))
        {
            if (outer is null || outer.Contains(slot.Name) || _called.Contains(slot))
            {
                Reach(body);
            }
            else if (_waiting.TryGetValue(slot, out List<MethodPlace>? bodies))
            {
                bodies.Add(body);
            }
            else
            {
                _waiting.Add(slot, [body]);
            }
        }
    }

    private static bool IsValueType(MetadataReader reader, TypeDefinition type) =>
        type.BaseType.Kind == HandleKind.TypeReference && !type.BaseType.IsNil
        && SourceNames.FullName(reader, (TypeReferenceHandle)type.BaseType) is "System.ValueType" or "System.Enum";
}
