namespace Strategies.Plugins.Verifying.Types;

/// <summary>A parameter of a method.</summary>
/// <param name="Type">Its type.</param>
/// <param name="IsReadOnly">A reference that is not written through: <c>in</c> and <c>ref readonly</c>.</param>
/// <param name="IsScoped">What it refers to is not given back nor kept: <c>scoped</c> and <c>out</c>.</param>
internal sealed record DefinedParameter(IlType Type, bool IsReadOnly, bool IsScoped);
