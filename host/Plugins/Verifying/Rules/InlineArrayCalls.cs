using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Strategies.Plugins.Checking;
using Strategies.Plugins.Verifying.Flow;
using Strategies.Plugins.Verifying.Types;

namespace Strategies.Plugins.Verifying.Rules;

/// <summary>
/// The methods that the compiler writes for inline arrays. Their code looks at a struct as its elements, which does not verify; so they
/// are known by what they do, instruction by instruction, and their callers are held to the array's length.
/// </summary>
internal static class InlineArrayCalls
{
    private const string DetailsType = "<PrivateImplementationDetails>";
    private const string ArrayAttribute = "System.Runtime.CompilerServices.InlineArrayAttribute";
    private const string ToWritable = "System.Runtime.CompilerServices.Unsafe.AsRef<!!0>(ref !!0)";
    private const string ToElement = "System.Runtime.CompilerServices.Unsafe.As<!!0, !!1>(ref !!0)";
    private const string ToIndex = "System.Runtime.CompilerServices.Unsafe.Add<!!1>(ref !!1, System.Int32)";
    private const string ToSpan = "System.Runtime.InteropServices.MemoryMarshal.CreateSpan<!!1>(ref !!1, System.Int32)";
    private const string ToReadOnlySpan = "System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpan<!!1>(ref !!1, System.Int32)";
    private const string NullTest = "ldind.u1 pop ldarg.0 ";

    /// <summary>What each does behind loading its first argument.</summary>
    private static readonly Dictionary<string, string> Bodies = new(StringComparer.Ordinal)
    {
        ["InlineArrayFirstElementRef"] = $"{ToElement} ret",
        ["InlineArrayFirstElementRefReadOnly"] = $"{ToWritable} {ToElement} ret",
        ["InlineArrayElementRef"] = $"{ToElement} ldarg.1 {ToIndex} ret",
        ["InlineArrayElementRefReadOnly"] = $"{ToWritable} {ToElement} ldarg.1 {ToIndex} ret",
        ["InlineArrayAsSpan"] = $"{ToElement} ldarg.1 {ToSpan} ret",
        ["InlineArrayAsReadOnlySpan"] = $"{ToWritable} {ToElement} ldarg.1 {ToReadOnlySpan} ret",
    };

    /// <summary>True for one of them, down to its last instruction.</summary>
    internal static bool IsOne(DefinedMethod method, MemberResolver members)
    {
        bool isNamed = method.IsStatic && Bodies.ContainsKey(method.Name) && method.Signature.GenericParameterCount == 2
            && method.Parameters.Length is 1 or 2 && method.Definition.RelativeVirtualAddress != 0
            && method.DeclaringType.FullName.StartsWith(DetailsType, StringComparison.Ordinal);
        return isNamed && KeepsPromises(method) && IsWritten(method, members);
    }

    private static bool KeepsPromises(DefinedMethod method)
    {
        DefinedParameter buffer = method.Parameters[0];
        bool isReadOnly = method.Name.Contains("ReadOnly", StringComparison.Ordinal);
        bool isReference = method.Signature.ReturnType.Plain is ReferenceTo;
        return buffer.Type.Equals(new ReferenceTo(new TypeParameter(true, 0))) && !buffer.IsScoped
            && (isReadOnly || !buffer.IsReadOnly) && (!isReadOnly || !isReference || method.ReturnsReadOnly)
            && (method.Parameters.Length == 1 || method.Parameters[1].Type.Equals(CoreTypes.Int32))
            && (method.Parameters.Length == 1) == method.Name.StartsWith("InlineArrayFirst", StringComparison.Ordinal);
    }

    private static bool IsWritten(DefinedMethod method, MemberResolver members)
    {
        MethodBodyBlock body = method.Module.Image.GetMethodBody(method.Definition.RelativeVirtualAddress);
        IEnumerable<string> words = IlReader.Read(body.GetILBytes() ?? []).Select(one => one.OpCode == OpCodes.Call
            ? Words(members.Method(MetadataTokens.EntityHandle(one.Token))) : one.OpCode.Name!);
        string written = string.Join(' ', words);
        return body.LocalSignature.IsNil && body.ExceptionRegions.IsEmpty
            && (written == $"ldarg.0 {Bodies[method.Name]}" || written == $"ldarg.0 {NullTest}{Bodies[method.Name]}");
    }

    private static string Words(MethodUse method) =>
        method.OwnerDefinition is { Module.IsOfHost: true }
            ? $"{method}<{method.Arguments}>({string.Join(", ", method.Parameters.Select(one => one.Type))})" : "";

    /// <summary>Holds a call of a helper to the array's length.</summary>
    internal static void RequireWithin(
        Evaluation evaluation, MethodUse method, IReadOnlyList<(DefinedParameter Parameter, StackValue Value)> arguments)
    {
        if (method.Definition is not { Module.IsOfHost: false } definition || !IsOne(definition, evaluation.Body.Members))
        {
            return;
        }

        StackValue? given = arguments.Count < 2 ? null : arguments[1].Value;
        long? number = given is null ? 0 : given.Constant ?? (given.Is(ValueMarks.NotNegative) ? given.Below - 1 : null);
        bool isLength = method.Name.EndsWith("Span", StringComparison.Ordinal);
        bool fits = number >= 0 && method.Arguments[0] is NamedType array && LengthOf(array.Definition) is { } length
            && array.Definition.FirstField!.Plain.Substitute(array.Arguments, null).Equals(method.Arguments[1])
            && (isLength ? number <= length : number < length);
        if (!fits)
        {
            throw Evaluation.Refuse($"{method.Arguments[0]} is not known to be an inline array of {method.Arguments[1]} that is as long");
        }
    }

    /// <summary>Number of elements of an inline array; null for other types.</summary>
    private static int? LengthOf(DefinedType type)
    {
        ImmutableArray<CustomAttributeHandle> attributes =
        [
            .. type.Definition.GetCustomAttributes().Where(one => AttributeNames.Of(type.Module.Metadata, one) == ArrayAttribute),
        ];
        if (!type.IsValueType || attributes.Length != 1 || type.FirstField is null)
        {
            return null;
        }

        BlobReader value = type.Module.Metadata.GetBlobReader(type.Module.Metadata.GetCustomAttribute(attributes[0]).Value);
        const int PrologBytes = 2;
        return value.Length >= PrologBytes + sizeof(int) && value.ReadUInt16() == 1 ? value.ReadInt32() : null;
    }
}
