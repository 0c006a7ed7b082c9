using System.Reflection.Metadata;
using Strategies.Plugins.Checking;

namespace Strategies.Plugins.Reaching;

/// <summary>
/// Writes a method's signature down, so that one by which a method is called can be held against those that are declared. Types are named
/// without their assembly: two that differ may be written alike, the same never differently.
/// </summary>
internal static class SignatureWords
{
    internal static string Of(MethodSignature<SignatureType> signature) =>
        $"{Of(signature.ReturnType)}`{signature.GenericParameterCount}({string.Join(", ", signature.ParameterTypes.Select(Of))})";

    private static string Of(SignatureType type) => type.Arguments.IsDefaultOrEmpty ? type.Name
        : $"{type.Name}<{string.Join(", ", type.Arguments.Select(Of))}>";
}
