using System.Reflection.Emit;
using System.Reflection.Metadata;
using Strategies.Plugins.Verifying.Flow;
using Strategies.Plugins.Verifying.Types;

namespace Strategies.Plugins.Verifying.Rules;

/// <summary>Calls: what they take, what they give back, and whose constructor is called when.</summary>
internal static class CallRules
{
    private const string RecordClone = "<Clone>$";

    internal static void Add(Dictionary<OpCode, Action<Evaluation>> rules)
    {
        rules[OpCodes.Call] = evaluation => Call(evaluation, isVirtual: false);
        rules[OpCodes.Callvirt] = evaluation => Call(evaluation, isVirtual: true);
        rules[OpCodes.Newobj] = Make;
    }

    private static void Call(Evaluation evaluation, bool isVirtual)
    {
        MethodUse method = Method(evaluation);
        RequireCallable(evaluation, method, isVirtual);
        List<(DefinedParameter Parameter, StackValue Value)> arguments = PopArguments(evaluation, method);
        if (!method.IsStatic)
        {
            StackValue self = evaluation.Pop();
            Receivers.Require(evaluation, method, self, isVirtual);
            arguments.Insert(0, (Receivers.ParameterOf(method, self), self));
        }

        InlineArrayCalls.RequireWithin(evaluation, method, arguments);
        ValueMarks marks = Lifetimes.Call(evaluation, arguments);
        if (method.ReturnsNothing)
        {
            return;
        }

        bool isClone = method.Name == RecordClone && !method.IsStatic;
        FieldUse? data = BlockRules.ConstantData(evaluation);
        evaluation.PushNew(
            method.ReturnType,
            MarksOf(evaluation, method.ReturnType, marks)
                | (method.ReturnsReadOnly ? ValueMarks.ReadOnly : 0) | (isClone ? ValueMarks.Fresh : 0));
        if (data is not null)
        {
            evaluation.Push(evaluation.Pop() with { Data = data });
        }
    }

    private static void RequireCallable(Evaluation evaluation, MethodUse method, bool isVirtual)
    {
        bool isStaticOfInterface = evaluation.Constrained is not null && method.IsStatic;
        if (isVirtual && (method.IsStatic || method.IsConstructor || method.OwnerDefinition is { IsValueType: true })
            || method.Definition is { IsClassConstructor: true })
        {
            throw Evaluation.Refuse($"it cannot call {method} so");
        }

        if (!isVirtual && evaluation.Constrained is not null && !isStaticOfInterface)
        {
            throw Evaluation.Refuse("constrained. goes with callvirt");
        }

        if (!isVirtual && !isStaticOfInterface && method.Definition is { IsAbstract: true })
        {
            throw Evaluation.Refuse($"it calls {method}, which is abstract");
        }

        if (isStaticOfInterface)
        {
            Receivers.RequireImplemented(evaluation, method, evaluation.Constrained!);
        }
    }

    private static void Make(Evaluation evaluation)
    {
        MethodUse method = Method(evaluation);
        if (!method.IsConstructor || method.OwnerDefinition is { IsAbstract: true } or { IsInterface: true })
        {
            throw Evaluation.Refuse($"it makes no object by {method}");
        }

        if (method.OwnerDefinition is { IsDelegate: true })
        {
            DelegateRules.Make(evaluation, method);
            return;
        }

        ValueMarks marks = Lifetimes.Call(evaluation, PopArguments(evaluation, method));
        evaluation.PushNew(method.Owner, MarksOf(evaluation, method.Owner, marks) | ValueMarks.Fresh);
    }

    /// <summary>The method that the instruction names.</summary>
    internal static MethodUse Method(Evaluation evaluation)
    {
        MethodUse method = evaluation.Body.CalledMethod(evaluation.Instruction);
        return method.Definition?.Signature.Header.CallingConvention is null or SignatureCallingConvention.Default ? method
            : throw Evaluation.Refuse($"{method} is called in no way that verifies");
    }

    private static ValueMarks MarksOf(Evaluation evaluation, IlType type, ValueMarks marks) =>
        type is ReferenceTo ? marks : Lifetimes.MayHold(evaluation, type) ? marks & Lifetimes.OfValue : ValueMarks.None;

    private static List<(DefinedParameter Parameter, StackValue Value)> PopArguments(Evaluation evaluation, MethodUse method)
    {
        List<(DefinedParameter Parameter, StackValue Value)> arguments = [];
        if (BlockRules.IsSpanOverMemory(method))
        {
            BlockRules.PopMemory(evaluation, method, arguments);
            return arguments;
        }

        for (int index = method.Parameters.Length - 1; index >= 0; index--)
        {
            DefinedParameter parameter = method.Parameters[index];
            try
            {
                arguments.Insert(0, (parameter, evaluation.PopFor(parameter.Type, parameter.IsReadOnly)));
            }
            catch (UnverifiableException refusal)
            {
                throw Evaluation.Refuse($"for parameter {index + 1} of {method} {refusal.Message}");
            }
        }

        return arguments;
    }
}
