using System.Globalization;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Text;
using System.Text.RegularExpressions;

namespace Strategies.Plugins.Checking;

/// <summary>
/// Recognises the equality that the compiler writes for records and anonymous types: two are equal when all fields are, and the
/// hash code is made of the same fields. Whatever seeds the hash codes have, a dictionary finds the same then.
/// </summary>
/// <remarks>By what the bodies do, not by a name or an attribute, which anybody may write.</remarks>
internal sealed partial class EqualityShape
{
    private const string Comparer = "System.Collections.Generic.EqualityComparer`1";

    private readonly MetadataReader _metadata;
    private readonly AssemblyImage _image;
    private readonly EntityHandle _type;
    private readonly EntityHandle _base;

    internal EqualityShape(AssemblyImage image, TypeDefinitionHandle type)
    {
        _image = image;
        _metadata = image.Metadata;
        _type = type;
        _base = _metadata.GetTypeDefinition(type).BaseType;
    }

    /// <summary>The fields that a hash code is made of; null when it is not the compiler's.</summary>
    internal HashSet<string>? HashedFields(MethodDefinition method)
    {
        Match match = HashCode().Match(Words(method));
        return match.Success ? FieldsOf(match) : null;
    }

    /// <summary>
    /// The fields all of which must be equal for true; null when the method does anything else, empty when it only asks another
    /// <c>Equals</c> of the type.
    /// </summary>
    internal HashSet<string>? ComparedFields(MethodDefinition method)
    {
        string words = Words(method);
        if (Forwarding().IsMatch(words))
        {
            return [];
        }

        Match match = AllFields().Match(words);
        return match.Success && AreJumpsPlain(match) ? FieldsOf(match) : null;
    }

    private static HashSet<string> FieldsOf(Match match) =>
        [.. match.Groups["field"].Captures.Select(field => field.Value)];

    /// <summary>Who finds a difference answers false, who finds the same object true, and nobody jumps anywhere else.</summary>
    private static bool AreJumpsPlain(Match match)
    {
        string All(string group) => string.Join(' ', match.Groups[group].Captures.Select(capture => capture.Value).Distinct());
        HashSet<string> ends = [.. match.Groups["end"].Captures.Select(end => end.Value)];
        return (All("differs").Length == 0 || All("differs") == All("false"))
            && (All("same").Length == 0 || All("same") == All("true"))
            && match.Groups["out"].Captures.All(jump => ends.Contains(jump.Value));
    }

    /// <summary>A body in words, one for each instruction, with its offset in front.</summary>
    private string Words(MethodDefinition method)
    {
        StringBuilder words = new();
        MethodBodyBlock body = _image.Image.GetMethodBody(method.RelativeVirtualAddress);
        foreach (IlInstruction instruction in IlReader.Read(body.GetILContent().AsSpan()))
        {
            words.Append(CultureInfo.InvariantCulture, $"{instruction.Offset}:{Word(instruction)} ");
        }

        return words.ToString();
    }

    private string Word(IlInstruction instruction)
    {
        string name = instruction.OpCode.Name!;
        return name switch
        {
            "ldarg.0" => "this",
            "ldarg.1" or "ldloc.0" => "other",
            "ldc.i4.0" => "0",
            "ldc.i4.1" => "1",
            "ldfld" => string.Create(CultureInfo.InvariantCulture, $"field{instruction.Token}"),
            "isinst" or "unbox.any" => HeadOf(MetadataTokens.EntityHandle(instruction.Token)) == _type ? name : "another",
            "beq" or "beq.s" => Jump("beq", instruction),
            "brfalse" or "brfalse.s" => Jump("no", instruction),
            "br" or "br.s" => Jump("go", instruction),
            "call" or "callvirt" => Call(MetadataTokens.EntityHandle(instruction.Token), instruction.OpCode == OpCodes.Callvirt),
            _ => name.StartsWith("ldc.i4", StringComparison.Ordinal) ? "number" : name,
        };
    }

    private static string Jump(string word, IlInstruction instruction) =>
        string.Create(CultureInfo.InvariantCulture, $"{word}@{instruction.Constant}");

    private string Call(EntityHandle handle, bool isVirtual)
    {
        (EntityHandle owner, StringHandle nameHandle) = handle.Kind switch
        {
            HandleKind.MethodDefinition => OwnerOf(_metadata.GetMethodDefinition((MethodDefinitionHandle)handle)),
            HandleKind.MemberReference => OwnerOf(_metadata.GetMemberReference((MemberReferenceHandle)handle)),
            _ => default,
        };
        string name = nameHandle.IsNil ? "" : _metadata.GetString(nameHandle);
        return (OfFramework(owner), name, isVirtual) switch
        {
            (Comparer, "get_Default", _) => "default",
            (Comparer, "Equals", true) => "equals",
            (Comparer, "GetHashCode", true) => "hash",
            ("System.Type", "op_Equality", _) => "alike",
            ("System.Object", "Equals", true) => "object",
            (_, "get_EqualityContract", _) => "contract",
            (_, "Equals", _) when owner == _type => "own",
            (_, "Equals", false) when owner == _base => "base",
            (_, "GetHashCode", false) when owner == _base => "basehash",
            _ => "call",
        };
    }

    private static (EntityHandle Owner, StringHandle Name) OwnerOf(MethodDefinition method) => (method.GetDeclaringType(), method.Name);

    private (EntityHandle Owner, StringHandle Name) OwnerOf(MemberReference member)
    {
        // Within a generic type the type itself is named with its own parameters.
        return (HeadOf(member.Parent) == _type ? _type : member.Parent, member.Name);
    }

    private EntityHandle HeadOf(EntityHandle type) => TypeHeadReader.HeadOf(_metadata, type);

    /// <summary>Full name of a framework type; empty for every other.</summary>
    private string OfFramework(EntityHandle owner)
    {
        EntityHandle head = HeadOf(owner);
        return head.Kind == HandleKind.TypeReference && !head.IsNil
            && PackageImages.AssemblyOf(_metadata, (TypeReferenceHandle)head) is { } assembly
            && FrameworkAssemblies.FindVersion(assembly) is not null
            ? SourceNames.FullName(_metadata, (TypeReferenceHandle)head)
            : "";
    }

    [GeneratedRegex("""
        ^(?:\d+:(?:default|this|field(?<field>\d+)|contract|hash|basehash|number|0|1|mul|add|nop)\ )*\d+:ret\ $
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex HashCode();

    /// <summary>Equals(object) of a record, of a struct record, and Equals(base) of a record.</summary>
    [GeneratedRegex("""
        ^\d+:this\ \d+:other\ (?:\d+:isinst\ \d+:own|\d+:object)\ \d+:ret\ $
        |^\d+:other\ \d+:isinst\ \d+:no@(?<no>\d+)\ \d+:this\ \d+:other\ \d+:unbox\.any\ \d+:own\ \d+:(?:ret|go@\d+)\ \k<no>:0\ \d+:ret\ $
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Forwarding();

    [GeneratedRegex("""
        ^(?:\d+:other\ \d+:isinst\ \d+:stloc\.0\ )?
        (?:\d+:this\ \d+:other\ \d+:beq@(?<same>\d+)\ )?
        (?:\d+:other\ \d+:no@(?<differs>\d+)\ )?
        (?:(?:\d+:default\ \d+:this\ \d+:field(?<field>\d+)\ \d+:other\ \d+:field\k<field>\ \d+:equals
          |\d+:this\ \d+:contract\ \d+:other\ \d+:contract\ \d+:alike
          |\d+:this\ \d+:other\ \d+:base)\ (?:\d+:no@(?<differs>\d+)\ (?!\d+:(?:0|1|ret)\ ))?)+
        (?:(?<end>\d+):ret|\d+:go@(?<out>\d+))\ 
        (?:(?<false>\d+):0\ )?
        (?:(?<end>\d+):(?:ret|go@(?<out>\d+))\ )?
        (?:(?<true>\d+):1\ (?<end>\d+):ret\ )?$
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex AllFields();
}
