using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Runtime.CompilerServices;
using Strategies.Plugins.Reaching;

namespace Strategies.Plugins.Checking.Tables;

/// <summary>
/// Says of calls that take a table whether they only read it: the framework's by a list, the package's own by following them.
/// </summary>
internal sealed class TableCalls(PackageImages package)
{
    private readonly MemberLinks _links = new(package);

    /// <summary>
    /// What was asked before. While a method is being read it counts as reading: what calls itself changes nothing by that.
    /// </summary>
    private readonly Dictionary<(MethodPlace Method, int Argument), bool> _known = [];

    /// <summary>
    /// What is being asked from the first question on: when that is answered no, what others were told of it does not hold.
    /// </summary>
    private readonly List<(MethodPlace Method, int Argument)> _asked = [];

    /// <summary>What a call takes and leaves; null when it is none that can be followed.</summary>
    internal CallShape? ShapeOf(AssemblyImage image, EntityHandle target)
    {
        MetadataReader reader = image.Metadata;
        return target.Kind switch
        {
            HandleKind.MethodSpecification =>
                ShapeOf(image, reader.GetMethodSpecification((MethodSpecificationHandle)target).Method),
            HandleKind.MethodDefinition => Shape(reader.GetMethodDefinition((MethodDefinitionHandle)target)
                .DecodeSignature(VoidReader.Instance, null)),
            HandleKind.MemberReference => Shape(reader.GetMemberReference((MemberReferenceHandle)target)
                .DecodeMethodSignature(VoidReader.Instance, null)),
            _ => null,
        };
    }

    /// <summary>True when a call only reads the table, or the element, that it is handed.</summary>
    /// <param name="image">Where the call is.</param>
    /// <param name="opCode">How it is called.</param>
    /// <param name="target">What is called.</param>
    /// <param name="value">What it is handed.</param>
    /// <param name="position">As which argument, the object first.</param>
    internal bool IsRead(AssemblyImage image, OpCode opCode, EntityHandle target, TableValue value, int position)
    {
        MetadataReader reader = image.Metadata;
        if (target.Kind == HandleKind.MethodSpecification)
        {
            return IsRead(image, opCode, reader.GetMethodSpecification((MethodSpecificationHandle)target).Method, value, position);
        }

        if (target.Kind == HandleKind.MethodDefinition)
        {
            return value == TableValue.Table && IsOwnRead(opCode, [new MethodPlace(image, (MethodDefinitionHandle)target)], position);
        }

        MemberReference member = reader.GetMemberReference((MemberReferenceHandle)target);
        if (value == TableValue.Element)
        {
            return position == 0 && IsMethodOfConstant(image, member);
        }

        EntityHandle head = TypeHeadReader.HeadOf(reader, member.Parent);
        string name = reader.GetString(member.Name);
        return head.IsNil ? position == 0 && TableReads.IsRead("", name)
            : _links.TypeOf(image, member.Parent) is not null ? IsOwnRead(opCode, _links.MethodsOf(image, member), position)
            : head.Kind == HandleKind.TypeReference && PackageImages.AssemblyOf(reader, (TypeReferenceHandle)head) is { } assembly
                && FrameworkAssemblies.FindVersion(assembly) is not null
                && TableReads.IsRead(SourceNames.FullName(reader, (TypeReferenceHandle)head), name);
    }

    /// <summary>A method of a number or of a readonly struct cannot change what it is called on.</summary>
    private bool IsMethodOfConstant(AssemblyImage image, MemberReference member)
    {
        TypeShapeReader shapes = new(package, image);
        TypeShape shape = member.Parent.Kind switch
        {
            HandleKind.TypeReference => shapes.GetTypeFromReference(image.Metadata, (TypeReferenceHandle)member.Parent, 0),
            HandleKind.TypeSpecification => image.Metadata.GetTypeSpecification((TypeSpecificationHandle)member.Parent)
                .DecodeSignature(shapes, null),
            _ => default,
        };
        return shape.IsConstant;
    }

    private bool IsOwnRead(OpCode opCode, IReadOnlyList<MethodPlace> methods, int position) => methods.Count > 0
        && methods.All(method => IsOwnRead(opCode, method, position));

    private bool IsOwnRead(OpCode opCode, MethodPlace method, int position)
    {
        MethodAttributes attributes = method.Definition.Attributes;
        bool isOne = (attributes & MethodAttributes.Virtual) == 0
            || (opCode == OpCodes.Call && (attributes & MethodAttributes.Static) == 0);
        if (!isOne || !BodyCloser.HasBody(method.Definition))
        {
            return false;
        }

        if (!_known.TryGetValue((method, position), out bool isRead))
        {
            // As deep as a crafted file's methods call one another; it must not overflow the stack.
            RuntimeHelpers.EnsureSufficientExecutionStack();
            bool isFirst = _asked.Count == 0;
            _asked.Add((method, position));
            _known[(method, position)] = true;
            isRead = new TableFlow(method, _ => false, position, this).IsRead();
            _known[(method, position)] = isRead;
            if (isFirst)
            {
                _asked.FindAll(one => !isRead && _known[one]).ForEach(one => _known.Remove(one));
                _asked.Clear();
            }
        }

        return isRead;
    }

    private static CallShape Shape(MethodSignature<bool> signature) => new(
        signature.ParameterTypes.Length, signature.Header.IsInstance && !signature.Header.HasExplicitThis, !signature.ReturnType);
}
