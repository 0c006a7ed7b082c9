namespace Strategies.Plugins.Verifying.Types;

/// <summary>A parameter of a method.</summary>
/// <param name="Type">Its type.</param>
/// <param name="IsReadOnly">A reference that is not written through: <c>in</c> and <c>ref readonly</c>.</param>
/// <param name="IsScoped">What it refers to is not given back nor kept: <c>scoped</c> and <c>out</c>.</param>
/// <param name="IsUnscoped">What it refers to may be kept in other arguments too: <c>UnscopedRef</c> at a <c>ref</c>.</param>
/// <param name="IsOut">The method writes it before anything else: <c>out</c>.</param>
internal sealed record DefinedParameter(IlType Type, bool IsReadOnly, bool IsScoped, bool IsUnscoped = false, bool IsOut = false);
