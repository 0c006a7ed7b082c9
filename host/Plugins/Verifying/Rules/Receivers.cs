using Strategies.Plugins.Verifying.Flow;
using Strategies.Plugins.Verifying.Types;

namespace Strategies.Plugins.Verifying.Rules;

/// <summary>What a method is called on.</summary>
internal static class Receivers
{
    /// <summary>Holds the object or reference against the method.</summary>
    internal static void Require(Evaluation evaluation, MethodUse method, StackValue self, bool isVirtual)
    {
        if (evaluation.Constrained is { } constrained)
        {
            RequireConstrained(evaluation, method, self, constrained);
        }
        else if (method.OwnerDefinition is { IsValueType: true })
        {
            RequireStruct(method, self);
        }
        else if (method.IsConstructor)
        {
            BeginObject(evaluation, method, self);
        }
        else
        {
            RequireObject(evaluation, method, self, isVirtual);
        }
    }

    /// <summary>The receiver as a parameter, for what the method may do with the reference.</summary>
    internal static DefinedParameter ParameterOf(MethodUse method, StackValue self) => new(
        self.Kind == StackKind.Reference ? new ReferenceTo(self.Type!) : method.Owner,
        IsReadOnly: method.Definition is { IsReadOnly: true },
        IsScoped: method.Definition is not { IsUnscoped: true },
        IsOut: method.IsConstructor);

    /// <summary>A type that stands for a type parameter has the method's interface or base.</summary>
    internal static void RequireImplemented(Evaluation evaluation, MethodUse method, IlType type)
    {
        IlType asObject = evaluation.Relations.IsReference(type) && type is not TypeParameter ? type : new BoxedType(type);
        if (!evaluation.Relations.IsAssignable(asObject, method.Owner))
        {
            throw Evaluation.Refuse($"{type} has no {method}");
        }
    }

    private static void RequireConstrained(Evaluation evaluation, MethodUse method, StackValue self, IlType type)
    {
        if (self.Kind != StackKind.Reference || !Evaluation.IsSamePlace(self.Type!, type))
        {
            throw Evaluation.Refuse($"for {method} it expects ref {type} and finds {self}");
        }

        RequireImplemented(evaluation, method, type);
        if (self.Is(ValueMarks.ReadOnly) && !self.Is(ValueMarks.Controlled) && !LeavesAsIs(evaluation, method, type))
        {
            throw Evaluation.Refuse($"it calls {method}, which may write, on a readonly reference");
        }

        if (method.Definition is { IsInitializer: true } && !(type is NamedType { Definition.IsValueType: true }))
        {
            throw Evaluation.Refuse($"it calls {method}, which only initializers may");
        }
    }

    /// <summary>True when the method cannot write to what the reference refers to.</summary>
    private static bool LeavesAsIs(Evaluation evaluation, MethodUse method, IlType type)
    {
        if (evaluation.Relations.IsReference(type))
        {
            return true;
        }

        if (type is not NamedType named)
        {
            return false;
        }

        return named.Definition.IsReadOnly || named.Definition.IsEnum
            || named.Definition.Definition.GetMethods().Select(named.Definition.Module.MethodOf)
                .Where(own => own.Name == method.Name || own.Name.EndsWith($".{method.Name}", StringComparison.Ordinal))
                .All(own => own.IsReadOnly || own.IsStatic);
    }

    private static void RequireStruct(MethodUse method, StackValue self)
    {
        if (self.Kind != StackKind.Reference || !Evaluation.IsSamePlace(self.Type!, method.Owner))
        {
            throw Evaluation.Refuse($"for {method} it expects ref {method.Owner} and finds {self}");
        }

        bool mayWrite = method.Definition is not { IsReadOnly: true };
        if (mayWrite && self.Is(ValueMarks.ReadOnly)
            || self.Is(ValueMarks.Controlled) && (method.IsConstructor || method.Definition is { IsInitializer: true }))
        {
            throw Evaluation.Refuse($"it calls {method}, which may write, on a readonly reference");
        }
    }

    private static void BeginObject(Evaluation evaluation, MethodUse method, StackValue self)
    {
        NamedType own = evaluation.Body.Method.DeclaringType.Self;
        bool isOwn = method.Owner.Equals(own) || method.Owner.Equals(own.Definition.Base);
        if (!self.Is(ValueMarks.Raw) || !isOwn || evaluation.Frame.IsThisReady)
        {
            throw Evaluation.Refuse($"it calls the constructor of {method.Owner} on {self}");
        }

        evaluation.Frame.IsThisReady = true;
    }

    private static void RequireObject(Evaluation evaluation, MethodUse method, StackValue self, bool isVirtual)
    {
        try
        {
            evaluation.RequireFits(self, method.Owner);
        }
        catch (UnverifiableException refusal)
        {
            throw Evaluation.Refuse($"for {method} {refusal.Message}");
        }

        // The class's own code decides what its base's method may be called on.
        bool isBypass = !isVirtual && method.Definition is { IsVirtual: true, IsFinal: false }
            && !self.Is(ValueMarks.This) && self.Type is not BoxedType;
        if (isBypass)
        {
            throw Evaluation.Refuse($"it calls {method}, which is virtual, past what overrides it");
        }

        if (method.Definition is { IsInitializer: true } && !self.Is(ValueMarks.Fresh)
            && !(self.Is(ValueMarks.This) && (evaluation.Body.Method.IsConstructor || evaluation.Body.Method.IsInitializer)))
        {
            throw Evaluation.Refuse($"it calls {method}, which only initializers may");
        }
    }
}
