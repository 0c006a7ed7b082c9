using System.Collections.Immutable;

namespace Strategies.Plugins.Checking;

/// <summary>A type as a signature names it.</summary>
/// <param name="Assembly">Simple name of its assembly; empty for types that signatures name by a code, such as <c>long</c>.</param>
/// <param name="FullName">Its full name; for a type by code the code's name, such as <c>Int64</c>.</param>
/// <param name="Name">Its name alone, as reflection tells it.</param>
/// <param name="Arguments">Its type arguments; empty when it has none.</param>
/// <param name="IsInitOnly">True on the return type of a setter that only an initializer may call.</param>
internal sealed record SignatureType(
    string Assembly, string FullName, string Name, ImmutableArray<SignatureType> Arguments, bool IsInitOnly = false);
