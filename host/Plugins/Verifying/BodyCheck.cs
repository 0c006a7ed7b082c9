using System.Reflection.Metadata;
using Strategies.Plugins.Checking;

namespace Strategies.Plugins.Verifying;

/// <summary>Refuses methods of a package whose code does not verify.</summary>
/// <remarks>Housekeeping thread.</remarks>
internal sealed class BodyCheck(PackageImages package, AssemblyImage image, ViolationList violations)
{
    private const string Hint = "no compiler writes this without unsafe code; build the package again with the C# compiler";

    private readonly AssemblyVerifier _verifier = new(package.TypesOf(image));

    /// <summary>Verifies a method's body; nothing when something else in the package is refused already.</summary>
    /// <param name="handle">The method.</param>
    internal void Check(MethodDefinitionHandle handle)
    {
        if (violations.TotalCount == 0 && _verifier.Refuse(handle) is { } refusal)
        {
            violations.Add(
                image.FileName,
                SourceNames.SourceMethod(image.Metadata, image.Metadata.GetMethodDefinition(handle)),
                $"its code does not verify: {refusal}",
                Hint);
        }
    }

    /// <summary>True for code that the compiler made up as a whole and that is known by every instruction.</summary>
    internal bool IsMadeUp(MethodDefinitionHandle handle) => _verifier.IsInlineArrayHelper(handle);
}
