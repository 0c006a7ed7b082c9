using Mono.Cecil;

namespace Strategies.Plugins.Tests.Checking.Framework;

/// <summary>Which method a call comes to, as far as the types in the IL say.</summary>
internal static class Dispatch
{
    private static readonly HashSet<string> Roots = new(StringComparer.Ordinal)
    {
        "System.Object", "System.ValueType", "System.Enum", "System.Delegate", "System.MulticastDelegate", "System.Attribute",
    };

    /// <summary>The definition of a method, through forwarded types.</summary>
    internal static MethodDefinition Resolve(MethodReference reference) => reference.Resolve()
        ?? throw new InvalidOperationException($"no assembly of the framework has {reference.FullName}");

    /// <summary>The definition of a type, through forwards.</summary>
    internal static TypeDefinition Resolve(TypeReference reference) => reference.Resolve()
        ?? throw new InvalidOperationException($"no assembly of the framework has {reference.FullName}");

    /// <summary>True for delegates: the runtime implements them.</summary>
    internal static bool IsDelegate(TypeDefinition type) => type.BaseType?.FullName == "System.MulticastDelegate";

    /// <summary>The constructor of a type's static fields, if it has one.</summary>
    internal static MethodDefinition? StaticConstructor(TypeDefinition type) =>
        type.Methods.FirstOrDefault(method => method.IsStatic && method.IsConstructor);

    /// <summary>What can be called of an object of a type through its base classes and interfaces.</summary>
    internal static IEnumerable<MethodDefinition> Virtuals(TypeDefinition type)
    {
        HashSet<string> known = new(StringComparer.Ordinal);
        for (TypeDefinition? at = type; at is not null && !Roots.Contains(StepNames.Of(at)); at = Base(at))
        {
            foreach (MethodDefinition method in at.Methods.Where(one => one.IsVirtual && !one.IsAbstract))
            {
                // An override hides what it overrides. Where a base class names a parameter's type otherwise, both are walked.
                if (known.Add($"{method.Name}({string.Join(',', method.Parameters.Select(one => one.ParameterType.Name))})"))
                {
                    yield return method;
                }
            }
        }
    }

    /// <summary>The method of another name with the same parameters.</summary>
    internal static MethodDefinition SameParameters(MethodDefinition method, string name) => method.DeclaringType.Methods.Single(
        one => one.Name == name && one.Parameters.Select(parameter => parameter.ParameterType.FullName)
            .SequenceEqual(method.Parameters.Select(parameter => parameter.ParameterType.FullName)));

    /// <summary>What a type has for an interface's member; more than one where only parameters tell them apart.</summary>
    internal static IEnumerable<MethodDefinition> Implementations(TypeDefinition type, MethodDefinition ofInterface) => type.Methods.Where(
        method => method.Parameters.Count == ofInterface.Parameters.Count && method.IsStatic == ofInterface.IsStatic
            && (method.Name == ofInterface.Name || method.Overrides.Any(one => one.Name == ofInterface.Name
                && StepNames.Of(one.DeclaringType) == StepNames.Of(ofInterface.DeclaringType))));

    /// <summary>A call on a value of a type that the IL names, or on a type parameter's.</summary>
    internal static IEnumerable<Step> Constrained(TypeReference receiver, MethodDefinition target)
    {
        if (receiver is GenericParameter)
        {
            // Outside the framework nobody can implement what is internal; what can be is the strategy's, or in the list itself.
            return target.DeclaringType.IsInterface && !FrameworkImages.IsExported(target.DeclaringType)
                ? [new(StepKind.Implementations, target)] : [new(StepKind.VirtualCall, target), .. DefaultOf(target)];
        }

        if (receiver is ArrayType)
        {
            return [];
        }

        Step[] own = [.. Implementations(Resolve(receiver), target).Where(one => !one.IsAbstract).Select(Step.To)];
        return own.Length > 0 ? own : DefaultOf(target);
    }

    private static TypeDefinition? Base(TypeDefinition type) => type.BaseType is { } up ? Resolve(up) : null;

    private static IEnumerable<Step> DefaultOf(MethodDefinition target) => target.IsAbstract ? [] : [Step.To(target)];
}
