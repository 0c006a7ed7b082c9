using Mono.Cecil;

namespace Strategies.Plugins.Tests.Checking.Framework;

/// <summary>How types and steps are named in the lists, and in what the test says.</summary>
internal static class StepNames
{
    /// <summary>Namespace and name of a type, <c>Outer+Inner</c> for nested ones, without type arguments.</summary>
    internal static string Of(TypeReference type) => type.GetElementType().FullName.Replace('/', '+');

    /// <summary>As the lists name it: <c>Type::Member</c>, with a word before it if it is no method with IL.</summary>
    internal static string Of(Step step) => step.Kind switch
    {
        StepKind.Method => Member(step.Of),
        StepKind.Native => "native " + Member(step.Of),
        StepKind.Intrinsic => "intrinsic " + Member(step.Of),
        StepKind.VirtualCall => "virtual " + Member(step.Of),
        StepKind.Virtuals => "virtuals of " + Of((TypeReference)step.Of),
        StepKind.Implementations => "implementations of " + Member(step.Of),
        StepKind.Static => "static " + Member(step.Of),
        StepKind.ThreadStatic => "thread static " + Member(step.Of),
        StepKind.PointerCall => "pointer call in " + Member(step.Of),
        _ => throw new InvalidOperationException($"{step.Kind} is no kind of step"),
    };

    /// <summary>With the parameters of a method, which tell overloads apart.</summary>
    internal static string Shown(Step step) => step.Of is MethodDefinition method
        ? $"{Of(step)}({string.Join(", ", method.Parameters.Select(parameter => parameter.ParameterType.Name))})"
        : Of(step);

    private static string Member(IMemberDefinition member) => $"{Of(member.DeclaringType)}::{member.Name}";
}
