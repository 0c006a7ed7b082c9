using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Strategies.Plugins.Checking;

namespace Strategies.Plugins.Parameters;

/// <summary>
/// Reads from the constructor of one class what its field initializers set: <c>ldarg.0</c>, a value, <c>stfld</c>, for
/// every field, and then the call of the base's constructor.
/// </summary>
internal sealed class InitializerReader
{
    private readonly ClassLink _link;
    private readonly MetadataReader _reader;
    private readonly Dictionary<string, long?> _values = new(StringComparer.Ordinal);

    private InitializerReader(ClassLink link)
    {
        _link = link;
        _reader = link.Image.Metadata;
    }

    /// <summary>What the initializers set.</summary>
    /// <param name="link">The class.</param>
    /// <returns>
    /// A value for each field that one sets, null where it is no constant; null when the class has several constructors, or
    /// one that does more than the initializers.
    /// </returns>
    internal static Dictionary<string, long?>? Read(ClassLink link)
    {
        MetadataReader reader = link.Image.Metadata;
        MethodDefinition[] constructors = [.. link.Definition.GetMethods().Select(reader.GetMethodDefinition)
            .Where(method => reader.StringComparer.Equals(method.Name, ".ctor"))];
        return constructors is [var only] && CodeOf(link, only) is { } code
            ? new InitializerReader(link).Read(code)
            : null;
    }

    /// <summary>The instructions of a method without those that do nothing; null when it is not plain code.</summary>
    internal static IlInstruction[]? CodeOf(ClassLink link, MethodDefinition method)
    {
        bool isCode = (method.ImplAttributes & MethodImplAttributes.CodeTypeMask) == MethodImplAttributes.IL
            && method.RelativeVirtualAddress != 0;
        if (!isCode)
        {
            return null;
        }

        MethodBodyBlock body = link.Image.Image.GetMethodBody(method.RelativeVirtualAddress);
        return body.ExceptionRegions.IsEmpty
            ? [.. IlReader.Read(body.GetILBytes()).Where(instruction => instruction.OpCode.Name != "nop")]
            : null;
    }

    /// <summary>Name of the class's own field that an instruction names; null when it names none.</summary>
    internal static string? OwnField(ClassLink link, int token)
    {
        if (token == 0)
        {
            return null;
        }

        MetadataReader reader = link.Image.Metadata;
        EntityHandle handle = MetadataTokens.EntityHandle(token);
        switch (handle.Kind)
        {
            case HandleKind.FieldDefinition:
                FieldDefinition field = reader.GetFieldDefinition((FieldDefinitionHandle)handle);
                return field.GetDeclaringType() == link.Type ? reader.GetString(field.Name) : null;
            case HandleKind.MemberReference:
                // A class with type parameters names its own fields so.
                MemberReference member = reader.GetMemberReference((MemberReferenceHandle)handle);
                return member.Parent.Kind == HandleKind.TypeSpecification ? reader.GetString(member.Name) : null;
            default:
                return null;
        }
    }

    private Dictionary<string, long?>? Read(IlInstruction[] code)
    {
        int end = Array.FindIndex(code, IsCallOfBase);
        if (end < 0 || code[(end + 1)..] is not [{ OpCode.Name: "ret" }])
        {
            return null;
        }

        ConstantStack constants = new(_reader);
        for (int at = 0; at < end;)
        {
            at = ReadConstant(code, at, end, constants) ?? SkipOther(code, at, end);
        }

        return _values;
    }

    /// <summary>Reads an initializer with a constant; null when there is none.</summary>
    private int? ReadConstant(IlInstruction[] code, int at, int end, ConstantStack constants)
    {
        if (code[at].OpCode.Name != "ldarg.0")
        {
            return null;
        }

        constants.Clear();
        int position = at + 1;
        while (position < end && constants.TryPlay(code[position]))
        {
            position++;
        }

        bool isStored = position < end && code[position].OpCode.Name == "stfld";
        if (!isStored || OwnField(_link, code[position].Token) is not { } field || !constants.TryTake(out long bits))
        {
            return null;
        }

        Set(field, bits);
        return position + 1;
    }

    private int SkipOther(IlInstruction[] code, int at, int end)
    {
        for (; at < end; at++)
        {
            if (code[at].OpCode.Name is "stfld" or "ldflda" && OwnField(_link, code[at].Token) is { } field)
            {
                Set(field, null);
                return at + 1;
            }
        }

        return end;
    }

    /// <summary>A field that is met twice is no constant.</summary>
    private void Set(string field, long? bits) => _values[field] = _values.ContainsKey(field) ? null : bits;

    private bool IsCallOfBase(IlInstruction instruction)
    {
        if (instruction.OpCode.Name != "call")
        {
            return false;
        }

        EntityHandle handle = MetadataTokens.EntityHandle(instruction.Token);
        (EntityHandle type, StringHandle name) = handle.Kind switch
        {
            HandleKind.MemberReference when _reader.GetMemberReference((MemberReferenceHandle)handle) is var member =>
                (member.Parent, member.Name),
            HandleKind.MethodDefinition when _reader.GetMethodDefinition((MethodDefinitionHandle)handle) is var method =>
                (method.GetDeclaringType(), method.Name),
            _ => default,
        };
        return !type.IsNil && type == _link.Definition.BaseType && _reader.StringComparer.Equals(name, ".ctor");
    }
}
