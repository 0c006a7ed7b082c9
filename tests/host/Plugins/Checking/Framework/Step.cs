using Mono.Cecil;

namespace Strategies.Plugins.Tests.Checking.Framework;

/// <summary>Something in the framework that the walk comes by.</summary>
/// <param name="Kind">What it stands for.</param>
/// <param name="Of">The method, field or type.</param>
internal readonly record struct Step(StepKind Kind, IMemberDefinition Of)
{
    /// <summary>The step that a call of a method is.</summary>
    internal static Step To(MethodDefinition method)
    {
        // The runtime puts a method of another name in place of a constructor of string, since a string's length is known late.
        MethodDefinition called = method.IsConstructor && !method.IsStatic && method.DeclaringType.FullName == "System.String"
            ? Dispatch.SameParameters(method, "Ctor") : method;
        return new(!called.HasBody ? StepKind.Native : IsIntrinsic(called) ? StepKind.Intrinsic : StepKind.Method, called);
    }

    /// <summary>As the lists of sources and cuts name it.</summary>
    internal string Name => StepNames.Of(this);

    private static bool IsIntrinsic(MethodDefinition method) =>
        method.Parameters.Select(parameter => parameter.ParameterType).Append(method.ReturnType).Any(IsFloatingPoint)
        && method.CustomAttributes.Any(one => one.AttributeType.Name == "IntrinsicAttribute");

    private static bool IsFloatingPoint(TypeReference type) =>
        type.MetadataType is MetadataType.Single or MetadataType.Double || type.FullName == "System.Half";
}
