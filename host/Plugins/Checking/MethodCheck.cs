using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Strategies.Plugins.Reaching;
using Strategies.Plugins.Verifying;

namespace Strategies.Plugins.Checking;

/// <summary>Checks methods: how they are declared, and every type, method and field that their bodies name.</summary>
internal sealed class MethodCheck(
    AssemblyImage image, ImageReach reach, UseRecorder uses, BodyCheck bodies, ViolationList violations)
{
    private const string PrivateImplementation = "<PrivateImplementationDetails>";
    private const string Module = "<Module>";

    /// <summary>
    /// Instructions that ECMA-335 does not let code verify with: references that know their type, arguments without one, and a jump
    /// into another method. No compiler writes them for what is allowed here; copies of blocks it does, for stackalloc.
    /// </summary>
    private static readonly HashSet<OpCode> Unverifiable =
    [
        OpCodes.Arglist, OpCodes.Jmp, OpCodes.Mkrefany, OpCodes.Refanytype, OpCodes.Refanyval,
    ];

    private readonly MetadataReader _metadata = image.Metadata;

    internal void Check()
    {
        foreach (MethodDefinitionHandle handle in _metadata.MethodDefinitions)
        {
            MethodDefinition method = _metadata.GetMethodDefinition(handle);
            string declaring = _metadata.GetString(_metadata.GetTypeDefinition(method.GetDeclaringType()).Name);
            string? place = declaring.StartsWith(PrivateImplementation, StringComparison.Ordinal) && bodies.IsMadeUp(handle) ? null
                : SourceNames.SourceMethod(_metadata, method);
            bool isReached = reach.Has(handle);
            if (place is not null && isReached)
            {
                CheckDeclaration(place, declaring, method);
            }
            else if (!isReached && CannotBeClosed(method))
            {
                violations.Add(image.FileName, place ?? "", "a method without IL is refused", RefusalHints.Memory);
            }

            if (method.RelativeVirtualAddress != 0
                && (method.ImplAttributes & MethodImplAttributes.CodeTypeMask) == MethodImplAttributes.IL)
            {
                CheckBody(place, method);
                bodies.Check(handle);
            }

            if (isReached)
            {
                Mention(place, TypeMentions.Of(method.DecodeSignature(TypeMentionReader.Instance, null)));
            }
        }
    }

    /// <summary>
    /// What has no body, and gets one from the runtime when it is called: there is nothing to close. Native code is none of that: a
    /// library that a package names is refused when it is called for.
    /// </summary>
    private static bool CannotBeClosed(MethodDefinition method) => method.RelativeVirtualAddress == 0
        && (method.Attributes & (MethodAttributes.Abstract | MethodAttributes.PinvokeImpl)) == 0
        && (method.ImplAttributes & MethodImplAttributes.CodeTypeMask) == MethodImplAttributes.IL;

    private void CheckDeclaration(string place, string declaring, MethodDefinition method)
    {
        if ((method.Attributes & MethodAttributes.PinvokeImpl) != 0)
        {
            string library = _metadata.GetString(_metadata.GetModuleReference(method.GetImport().Module).Name);
            violations.Add(image.FileName, place, $"P/Invoke into {library} is refused", RefusalHints.Memory);
        }
        else if ((method.ImplAttributes & (MethodImplAttributes.InternalCall | MethodImplAttributes.Unmanaged)) != 0
            || (method.ImplAttributes & MethodImplAttributes.CodeTypeMask)
                is MethodImplAttributes.Native or MethodImplAttributes.OPTIL)
        {
            violations.Add(image.FileName, place, "a method without IL is refused", RefusalHints.Memory);
        }

        if ((method.ImplAttributes & MethodImplAttributes.Synchronized) != 0)
        {
            violations.Add(image.FileName, place, "a synchronized method is refused", RefusalHints.Threads);
        }

        if (declaring == Module && _metadata.StringComparer.Equals(method.Name, ".cctor"))
        {
            violations.Add(
                image.FileName, "", "a module initializer is refused: it runs before anybody has asked for the strategy",
                "do it in the strategy's constructor");
        }

        bool isFinalizer = _metadata.StringComparer.Equals(method.Name, "Finalize")
            && (method.Attributes & (MethodAttributes.Virtual | MethodAttributes.NewSlot)) == MethodAttributes.Virtual
            && method.GetParameters().Count == 0;
        if (isFinalizer)
        {
            violations.Add(
                image.FileName, place, "a finalizer is refused",
                "it runs when the garbage collector likes; use OnStop");
        }
    }

    private void CheckBody(string? place, MethodDefinition method)
    {
        MethodBodyBlock body = image.Image.GetMethodBody(method.RelativeVirtualAddress);
        string caller = _metadata.GetString(method.Name);
        bool isIterator = IsIterators(method, caller);
        foreach (IlInstruction instruction in IlReader.Read(body.GetILContent().AsSpan()))
        {
            if (instruction.OpCode == OpCodes.Calli)
            {
                uses.UsePointer(place);
            }
            else if (Unverifiable.Contains(instruction.OpCode))
            {
                violations.Add(
                    image.FileName, place ?? "", $"the instruction {instruction.OpCode.Name} is refused", RefusalHints.Memory);
            }
            else if (instruction.NamesMember)
            {
                CheckToken(place, caller, isIterator, MetadataTokens.EntityHandle(instruction.Token));
            }
        }

        if (!body.LocalSignature.IsNil)
        {
            foreach (TypeMentions local in _metadata.GetStandaloneSignature(body.LocalSignature)
                .DecodeLocalSignature(TypeMentionReader.Instance, null))
            {
                Mention(place, local);
            }
        }
    }

    private void CheckToken(string? place, string caller, bool isIterator, EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.TypeReference:
                uses.UseType(place, (TypeReferenceHandle)handle);
                break;
            case HandleKind.TypeSpecification:
                Mention(place, _metadata.GetTypeSpecification((TypeSpecificationHandle)handle)
                    .DecodeSignature(TypeMentionReader.Instance, null));
                break;
            case HandleKind.MethodSpecification:
                MethodSpecification specification = _metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                CheckToken(place, caller, isIterator, specification.Method);
                CheckBytes(place, specification);
                foreach (TypeMentions argument in specification.DecodeSignature(TypeMentionReader.Instance, null))
                {
                    Mention(place, argument);
                }

                break;
            case HandleKind.MethodDefinition:
                MethodDefinition called = _metadata.GetMethodDefinition((MethodDefinitionHandle)handle);
                uses.UseHashCode(place, caller, _metadata.GetString(called.Name));
                break;
            case HandleKind.MemberReference:
                CheckMember(place, caller, isIterator, _metadata.GetMemberReference((MemberReferenceHandle)handle));
                break;
            default:
                break;
        }
    }

    /// <summary>
    /// Seen as bytes, a struct has some between its fields that nobody sets: only numbers may be seen so.
    /// </summary>
    private void CheckBytes(string? place, MethodSpecification specification)
    {
        if (place is null || specification.Method.Kind != HandleKind.MemberReference)
        {
            return;
        }

        MemberReference member = _metadata.GetMemberReference((MemberReferenceHandle)specification.Method);
        if (member.Parent.Kind == HandleKind.TypeReference
            && SourceNames.FullName(_metadata, (TypeReferenceHandle)member.Parent) == "System.Runtime.InteropServices.MemoryMarshal"
            && _metadata.GetString(member.Name) is "AsBytes" or "Cast" or "Write" or "TryWrite"
            && specification.DecodeSignature(SignatureTypeReader.Instance, []).FirstOrDefault(IsNoNumber) is { } other)
        {
            violations.Add(
                image.FileName, place, $"bytes of {other.Name} are refused: those between its fields are nobody's",
                "write its fields, as BinaryPrimitives does");
        }
    }

    private static bool IsNoNumber(SignatureType type) =>
        type.Assembly.Length > 0 || !Enum.TryParse<PrimitiveTypeCode>(type.FullName, out _);

    private void CheckMember(string? place, string caller, bool isIterator, MemberReference member)
    {
        string name = _metadata.GetString(member.Name);
        TypeMentions parent = member.Parent.Kind switch
        {
            HandleKind.TypeReference => TypeMentions.Of((TypeReferenceHandle)member.Parent),
            HandleKind.TypeSpecification =>
                _metadata.GetTypeSpecification((TypeSpecificationHandle)member.Parent)
                    .DecodeSignature(TypeMentionReader.Instance, null),
            _ => TypeMentions.None,
        };
        if (parent.Head.IsNil)
        {
            uses.UseHashCode(place, caller, name);
        }
        else if (!isIterator || !IsIteratorsThreadNumber(parent.Head, name))
        {
            uses.UseMember(place, caller, parent.Head, name);
        }

        if (LazyConstructor.IsWithoutFunction(_metadata, parent.Head, member))
        {
            violations.Add(image.FileName, place ?? "", "new System.Lazy without a function is refused", LazyConstructor.Hint);
        }

        Mention(place, parent);
        if (member.GetKind() == MemberReferenceKind.Method && !IsSpanOverStack(parent.Head, name)
            && TypeMentions.Of(member.DecodeMethodSignature(TypeMentionReader.Instance, null)).HasPointer)
        {
            uses.UsePointer(place);
        }
    }

    /// <summary>What the compiler writes for <c>stackalloc</c> and for a span of constants; of others no pointer is taken.</summary>
    private bool IsSpanOverStack(TypeReferenceHandle type, string member) =>
        member == ".ctor" && !type.IsNil && SourceNames.FullName(_metadata, type) is "System.Span`1" or "System.ReadOnlySpan`1";

    /// <summary>
    /// The methods of an iterator that the compiler writes from end to end; what stands in the source is in MoveNext.
    /// </summary>
    private bool IsIterators(MethodDefinition method, string name)
    {
        string type = _metadata.GetString(_metadata.GetTypeDefinition(method.GetDeclaringType()).Name);
        return type.StartsWith('<') && type.Contains(">d", StringComparison.Ordinal)
            && (name == ".ctor" || name.EndsWith("GetEnumerator", StringComparison.Ordinal));
    }

    /// <summary>
    /// Every iterator compares the number of its thread, only to know whether it may use itself as its enumerator.
    /// </summary>
    private bool IsIteratorsThreadNumber(TypeReferenceHandle type, string member) =>
        member == "get_CurrentManagedThreadId" && SourceNames.FullName(_metadata, type) == "System.Environment";

    private void Mention(string? place, TypeMentions mentions)
    {
        foreach (TypeReferenceHandle handle in mentions.References)
        {
            uses.UseType(place, handle);
        }

        if (mentions.HasPointer)
        {
            uses.UsePointer(place);
        }
    }
}
