using System.Reflection.Emit;
using Strategies.Plugins.Verifying.Flow;
using Strategies.Plugins.Verifying.Types;

namespace Strategies.Plugins.Verifying.Rules;

/// <summary>Delegates: a method is taken and right behind it the delegate is made, whose calls it must stand.</summary>
internal static class DelegateRules
{
    private const string InvokeMethod = "Invoke";

    internal static void Add(Dictionary<OpCode, Action<Evaluation>> rules)
    {
        rules[OpCodes.Ldftn] = LoadMethod;
        rules[OpCodes.Ldvirtftn] = LoadVirtualMethod;
    }

    private static void LoadMethod(Evaluation evaluation)
    {
        MethodUse method = CallRules.Method(evaluation);
        if (evaluation.Constrained is { } type)
        {
            if (!method.IsStatic)
            {
                throw Evaluation.Refuse("constrained. goes with a static method of an interface");
            }

            Receivers.RequireImplemented(evaluation, method, type);
        }
        else if (method.Definition is null or { IsAbstract: true } or { IsConstructor: true } or { IsClassConstructor: true }
            || InlineArrayCalls.IsOne(method.Definition, evaluation.Body.Members))
        {
            throw Evaluation.Refuse($"no delegate is made of {method}");
        }

        Push(evaluation, method, null);
    }

    private static void LoadVirtualMethod(Evaluation evaluation)
    {
        MethodUse method = CallRules.Method(evaluation);
        StackValue target = evaluation.PopObject();
        bool isDuplicate = evaluation.Index > 0 && evaluation.Body.Instructions[evaluation.Index - 1].OpCode == OpCodes.Dup
            && !evaluation.Body.IsJoin(evaluation.Index);
        if (method.IsStatic || method.IsConstructor || method.Definition is null || !isDuplicate)
        {
            throw Evaluation.Refuse($"no delegate is made of {method} so");
        }

        evaluation.RequireFits(target, method.Owner);
        Push(evaluation, method, target);
    }

    private static void Push(Evaluation evaluation, MethodUse method, StackValue? target) =>
        evaluation.Push(new StackValue(StackKind.Method, null) { Function = new FunctionValue(method, evaluation.Index, target) });

    /// <summary><c>newobj</c> of a delegate.</summary>
    internal static void Make(Evaluation evaluation, MethodUse constructor)
    {
        StackValue function = evaluation.Pop("a method", StackKind.Method);
        StackValue target = evaluation.Pop();
        if (function.Function!.Offset != evaluation.Index - 1 || evaluation.Body.IsJoin(evaluation.Index)
            || constructor.Parameters.Length != 2)
        {
            throw Evaluation.Refuse("the method for a delegate is taken right before the delegate is made");
        }

        MethodUse method = function.Function.Method;
        MethodUse invoke = Invoke((NamedType)constructor.Owner);
        int closed = method.IsStatic && method.Parameters.Length == invoke.Parameters.Length + 1 ? 1 : 0;
        RequireTarget(evaluation, method, target, function.Function.Target is not null, closed);
        if (method.Parameters.Length - closed != invoke.Parameters.Length || !FitsCalls(evaluation, method, invoke, closed))
        {
            throw Evaluation.Refuse($"{method} does not take what {constructor.Owner} hands over, or gives back something else");
        }

        evaluation.PushNew(constructor.Owner);
    }

    private static MethodUse Invoke(NamedType type)
    {
        foreach (System.Reflection.Metadata.MethodDefinitionHandle handle in type.Definition.Definition.GetMethods())
        {
            DefinedMethod method = type.Definition.Module.MethodOf(handle);
            if (method.Name == InvokeMethod && !method.IsStatic)
            {
                return MethodUse.Of(method, type, TypeList.Empty);
            }
        }

        throw Evaluation.Refuse($"the delegate {type} has no {InvokeMethod}");
    }

    private static void RequireTarget(Evaluation evaluation, MethodUse method, StackValue target, bool isVirtual, int closed)
    {
        if (method.IsStatic)
        {
            bool fits = closed == 0 ? target is { Kind: StackKind.Object, Type: null }
                : evaluation.Relations.IsReference(method.Parameters[0].Type);
            if (!fits)
            {
                throw Evaluation.Refuse($"a delegate of {method} has no object");
            }

            if (closed == 1)
            {
                evaluation.RequireFits(target, method.Parameters[0].Type);
            }
        }
        else if (method.OwnerDefinition is { IsValueType: true })
        {
            if (target.Type is not BoxedType boxed || !boxed.Inner.Equals(method.Owner))
            {
                throw Evaluation.Refuse($"for {method} it expects boxed {method.Owner} and finds {target}");
            }
        }
        else
        {
            // The compiler makes delegates over what a primary constructor captures before the base's constructor is called.
            bool isOwn = target.Is(ValueMarks.This) && method.Owner.Equals(evaluation.Body.Method.DeclaringType.Self);
            evaluation.RequireFits(isOwn ? target.Without(ValueMarks.Raw) : target, method.Owner);
            if (!isVirtual && method.Definition is { IsVirtual: true, IsFinal: false } && !target.Is(ValueMarks.This))
            {
                throw Evaluation.Refuse($"it takes {method}, which is virtual, past what overrides it");
            }
        }
    }

    private static bool FitsCalls(Evaluation evaluation, MethodUse method, MethodUse invoke, int closed)
    {
        for (int index = 0; index < invoke.Parameters.Length; index++)
        {
            DefinedParameter handed = invoke.Parameters[index];
            DefinedParameter taken = method.Parameters[index + closed];
            bool isPromise = (!handed.IsReadOnly || taken.IsReadOnly) && (!handed.IsScoped || taken.IsScoped || !MayKeep(evaluation,
                invoke));
            if (!isPromise || !Fits(evaluation, handed.Type, taken.Type))
            {
                return false;
            }
        }

        return (!method.ReturnsReadOnly || invoke.ReturnsReadOnly) && Fits(evaluation, method.ReturnType, invoke.ReturnType);
    }

    private static bool Fits(Evaluation evaluation, IlType from, IlType to) => from.Equals(to)
        || evaluation.Relations.IsReference(from) && evaluation.Relations.IsReference(to) && evaluation.Relations.IsAssignable(from, to);

    /// <summary>Only what gives back or fills something that holds references can keep one.</summary>
    private static bool MayKeep(Evaluation evaluation, MethodUse invoke) =>
        invoke.ReturnType is ReferenceTo || Lifetimes.MayHold(evaluation, invoke.ReturnType)
        || invoke.Parameters.Any(one => one.Type is ReferenceTo { Element: var element } && Lifetimes.MayHold(evaluation, element));
}
