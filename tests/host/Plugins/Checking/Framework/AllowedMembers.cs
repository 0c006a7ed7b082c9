using Mono.Cecil;
using Strategies.Plugins.Checking;

namespace Strategies.Plugins.Tests.Checking.Framework;

/// <summary>What of the framework a strategy can come to, by the list of what is allowed.</summary>
internal static class AllowedMembers
{
    /// <summary>Every allowed member, all overloads, and what objects of allowed types do behind allowed virtual members.</summary>
    internal static IEnumerable<Step> Of(FrameworkImages images)
    {
        // The runtime gives arrays the members of the generic interfaces from here; no IL says so.
        foreach (MethodDefinition method in images.Types.Single(type => type.FullName == "System.SZArrayHelper").Methods)
        {
            yield return Step.To(method);
        }

        foreach (AllowedType line in AllowedList.Instance.Types)
        {
            foreach (Step step in images.Covered(line).Where(type => !Dispatch.IsDelegate(type)).SelectMany(type => Of(line, type)))
            {
                yield return step;
            }
        }
    }

    /// <summary>What the list refuses by its name, of types that it allows.</summary>
    internal static IEnumerable<Step> RefusedOf(FrameworkImages images) => AllowedList.Instance.Types.SelectMany(line =>
        images.Covered(line).SelectMany(type => type.Methods)
            .Where(method => line.Refused.ContainsKey(SourceNames.PropertyName(method.Name)) && !method.IsAbstract).Select(Step.To));

    private static IEnumerable<Step> Of(AllowedType line, TypeDefinition type)
    {
        foreach (MethodDefinition method in type.Methods.Where(
            method => IsDeclaredForUse(method) && line.Allows(SourceNames.PropertyName(method.Name)) && IsAllowed(method)))
        {
            if (method.IsVirtual && !type.IsValueType)
            {
                yield return new(StepKind.VirtualCall, method);
            }

            if (!method.IsAbstract)
            {
                yield return Step.To(method);
            }
        }

        foreach (FieldDefinition field in type.Fields.Where(field => field.IsStatic && !field.IsLiteral && line.Allows(field.Name)))
        {
            if (!field.IsInitOnly)
            {
                yield return new(StepKind.Static, field);
            }

            if (Dispatch.StaticConstructor(type) is { } constructor)
            {
                yield return Step.To(constructor);
            }
        }

        if (line.Members.Count > 0 && !type.IsInterface)
        {
            yield return new(StepKind.Virtuals, type);
        }
    }

    private static bool IsDeclaredForUse(MethodDefinition method) =>
        method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    /// <summary>The check refuses what a signature names too.</summary>
    private static bool IsAllowed(MethodDefinition method) =>
        method.Parameters.Select(parameter => parameter.ParameterType).Append(method.ReturnType).All(IsAllowed);

    private static bool IsAllowed(TypeReference type) => type switch
    {
        GenericParameter => true,
        FunctionPointerType => false,
        GenericInstanceType generic => generic.GenericArguments.All(IsAllowed) && IsAllowed(generic.ElementType),
        TypeSpecification other => IsAllowed(other.ElementType),
        _ => AllowedList.Instance.RefuseType(StepNames.Of(type)) is null,
    };
}
