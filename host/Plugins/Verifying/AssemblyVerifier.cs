using System.Reflection.Metadata;
using Strategies.Plugins.Verifying.Flow;
using Strategies.Plugins.Verifying.Rules;
using Strategies.Plugins.Verifying.Types;

namespace Strategies.Plugins.Verifying;

/// <summary>Verifies the methods of one assembly, one at a time.</summary>
/// <param name="module">The assembly.</param>
/// <param name="mayLeaveLocals">
/// Methods may leave their locals as they find them: no package's may, but most of the framework's do, of which the verifier is proven.
/// </param>
/// <remarks>One thread at a time.</remarks>
internal sealed class AssemblyVerifier(TypeModule module, bool mayLeaveLocals = false)
{
    private readonly MemberResolver _members = new(module);

    /// <summary>True for a method that the compiler writes for inline arrays: what it names is not held against it.</summary>
    internal bool IsInlineArrayHelper(MethodDefinitionHandle handle) => InlineArrayCalls.IsOne(module.MethodOf(handle), _members);

    /// <summary>Verifies one method.</summary>
    /// <param name="handle">The method; one with a body of IL.</param>
    /// <returns>Null, or why it does not verify, with the instruction's offset.</returns>
    internal string? Refuse(MethodDefinitionHandle handle)
    {
        try
        {
            DefinedMethod method = module.MethodOf(handle);
            if (IsInlineArrayHelper(handle))
            {
                return null;
            }

            MethodBodyBlock body = module.Image.GetMethodBody(method.Definition.RelativeVirtualAddress);
            new MethodVerifier(new CodeBody(method, body, _members, mayLeaveLocals)).Verify();
            return null;
        }
        catch (Exception exception) when (exception is BadImageFormatException or ArgumentException or InvalidOperationException
            or InvalidCastException or OverflowException)
        {
            return exception.Message;
        }
    }
}
