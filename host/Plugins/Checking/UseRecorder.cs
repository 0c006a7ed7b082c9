using System.Reflection.Metadata;

namespace Strategies.Plugins.Checking;

/// <summary>
/// Holds the uses of framework types and members in one assembly against the rules; a type is reported once a place.
/// </summary>
/// <remarks>A place of null is code that the compiler made up as a whole: it may use what it likes.</remarks>
internal sealed class UseRecorder(PackageImages package, AssemblyImage image, ViolationList violations)
{
    /// <summary>The compiler's guard in what it writes for a record's ToString.</summary>
    private const string StackGuard = "EnsureSufficientExecutionStack";

    private const string RecordPrinter = "PrintMembers";

    private readonly HashSet<(string Place, string Type)> _reported = [];
    private readonly HashSet<string> _knownTypes = new(StringComparer.Ordinal);

    /// <summary>A type is named at a place.</summary>
    internal void UseType(string? place, TypeReferenceHandle handle)
    {
        if (IsOfFramework(handle) && SourceNames.FullName(image.Metadata, handle) is var name
            && AllowedList.Instance.RefuseType(name) is { } hint)
        {
            Report(place, name, Show(name), hint);
        }
    }

    /// <summary>A member is used in a method.</summary>
    internal void UseMember(string? place, string callerMethod, TypeReferenceHandle handle, string member)
    {
        if (!IsOfFramework(handle))
        {
            UseHashCode(place, callerMethod, member);
            return;
        }

        string name = SourceNames.FullName(image.Metadata, handle);
        if (RefuseMember(name, member, callerMethod) is { } hint)
        {
            Report(place, name, member == ".ctor" ? $"new {Show(name)}"
                : $"{Show(name)}.{SourceNames.PropertyName(member)}", hint);
        }
    }

    /// <summary>A member of the package or the SDK is used in a method.</summary>
    internal void UseHashCode(string? place, string callerMethod, string member)
    {
        if (place is not null && member == HashCodeCheck.Method && !HashCodeCheck.IsOne(callerMethod))
        {
            violations.Add(image.FileName, place, "GetHashCode is refused", RefusalHints.HashCode);
        }
    }

    internal void UsePointer(string? place)
    {
        if (place is not null)
        {
            violations.Add(image.FileName, place, "a pointer is refused", RefusalHints.Memory);
        }
    }

    /// <summary>
    /// Reports what is in the table of type references and was met at no place, for example in attributes.
    /// </summary>
    internal void UseRemainingTypes()
    {
        foreach (TypeReferenceHandle handle in image.Metadata.TypeReferences)
        {
            if (!_knownTypes.Contains(SourceNames.FullName(image.Metadata, handle)))
            {
                UseType("", handle);
            }
        }
    }

    /// <summary>A member is told in full where it stands; the mere naming of its type there adds nothing.</summary>
    private void Report(string? place, string type, string what, string hint)
    {
        _knownTypes.Add(type);
        if (place is null)
        {
            return;
        }

        if (_reported.Add((place, type)) || what != Show(type))
        {
            violations.Add(image.FileName, place, $"{what} is refused", hint);
        }
    }

    /// <summary>
    /// Hash codes that differ from process to process may be computed for a dictionary, not used: a call is allowed only within
    /// another <c>GetHashCode</c>, where <see cref="HashCodeCheck"/> looks at it.
    /// </summary>
    private static string? RefuseMember(string type, string member, string callerMethod)
    {
        string? hint = AllowedList.Instance.RefuseMember(type, SourceNames.PropertyName(member));
        return hint is null ? null
            : member == HashCodeCheck.Method ? HashCodeCheck.IsOne(callerMethod) ? null : RefusalHints.HashCode
            : member == StackGuard && callerMethod == RecordPrinter ? null
            : hint;
    }

    private bool IsOfFramework(TypeReferenceHandle handle) =>
        PackageImages.AssemblyOf(image.Metadata, handle) is { } assembly
        && package.Find(assembly) is null && FrameworkAssemblies.FindVersion(assembly) is not null;

    private static string Show(string fullName)
    {
        int tick = fullName.IndexOf('`', StringComparison.Ordinal);
        return (tick < 0 ? fullName : fullName[..tick]).Replace('+', '.');
    }
}
