using System.Reflection.Emit;
using Strategies.Plugins.Verifying.Flow;
using Strategies.Plugins.Verifying.Types;

namespace Strategies.Plugins.Verifying.Rules;

/// <summary>Comparisons, jumps and the ends of methods and handlers.</summary>
internal static class BranchRules
{
    internal static void Add(Dictionary<OpCode, Action<Evaluation>> rules)
    {
        rules[OpCodes.Br] = rules[OpCodes.Br_S] = evaluation => evaluation.IsEnd = true;
        rules[OpCodes.Brtrue] = rules[OpCodes.Brtrue_S] = rules[OpCodes.Brfalse] = rules[OpCodes.Brfalse_S] = Test;
        rules[OpCodes.Beq] = rules[OpCodes.Beq_S] = rules[OpCodes.Bne_Un] = rules[OpCodes.Bne_Un_S] =
            evaluation => Compare(evaluation, isOrder: false);
        foreach (OpCode opCode in new[]
        {
            OpCodes.Bge, OpCodes.Bge_S, OpCodes.Bge_Un, OpCodes.Bge_Un_S, OpCodes.Bgt, OpCodes.Bgt_S, OpCodes.Bgt_Un, OpCodes.Bgt_Un_S,
            OpCodes.Ble, OpCodes.Ble_S, OpCodes.Ble_Un, OpCodes.Ble_Un_S, OpCodes.Blt, OpCodes.Blt_S, OpCodes.Blt_Un, OpCodes.Blt_Un_S,
        })
        {
            rules[opCode] = evaluation => Compare(evaluation, isOrder: true);
        }

        rules[OpCodes.Blt] = rules[OpCodes.Blt_S] = JumpBelow;
        rules[OpCodes.Ceq] = evaluation => CompareToNumber(evaluation, isOrder: false);
        // The compiler writes "is not null" so.
        rules[OpCodes.Cgt_Un] = evaluation => CompareToNumber(evaluation, isOrder: false);
        rules[OpCodes.Cgt] = rules[OpCodes.Clt] = rules[OpCodes.Clt_Un] = evaluation => CompareToNumber(evaluation, isOrder: true);
        rules[OpCodes.Switch] = static evaluation => evaluation.PopInt32();
        rules[OpCodes.Leave] = rules[OpCodes.Leave_S] = Leave;
        rules[OpCodes.Ret] = Return;
        rules[OpCodes.Throw] = Throw;
        rules[OpCodes.Rethrow] = Rethrow;
        rules[OpCodes.Endfinally] = EndFinally;
        rules[OpCodes.Endfilter] = EndFilter;
    }

    private static void Test(Evaluation evaluation) => evaluation.Pop(
        "a number, an object or a reference",
        StackKind.Int32, StackKind.Int64, StackKind.NativeInt, StackKind.Object, StackKind.Reference);

    private static void Compare(Evaluation evaluation, bool isOrder)
    {
        StackValue second = evaluation.Pop();
        StackValue first = evaluation.Pop();
        bool isNumber = first.Kind is StackKind.Int32 or StackKind.Int64 or StackKind.NativeInt or StackKind.Float;
        bool isNative = first.Kind is StackKind.Int32 or StackKind.NativeInt && second.Kind is StackKind.Int32 or StackKind.NativeInt;
        bool isPlace = first.Kind == StackKind.Reference || first.Kind == StackKind.Object && !isOrder;
        if (!isNative && !(first.Kind == second.Kind && (isNumber || isPlace)))
        {
            throw Evaluation.Refuse($"it compares {first} with {second}");
        }
    }

    /// <summary>The compiler counts through an inline array so.</summary>
    private static void JumpBelow(Evaluation evaluation)
    {
        List<StackValue> stack = evaluation.Frame.Stack;
        (int Id, long Below) known = stack is [.., { Kind: StackKind.Int32, Id: not 0 } number,
        {
            Kind: StackKind.Int32,
            Constant: { } limit
        }]
            ? (number.Id, limit) : default;
        Compare(evaluation, isOrder: true);
        evaluation.AtJump = known;
    }

    private static void CompareToNumber(Evaluation evaluation, bool isOrder)
    {
        Compare(evaluation, isOrder);
        evaluation.PushNew(CoreTypes.Int32);
    }

    private static void Leave(Evaluation evaluation)
    {
        evaluation.Frame.Stack.Clear();
        evaluation.IsLeave = true;
        evaluation.IsEnd = true;
    }

    private static void Return(Evaluation evaluation)
    {
        DefinedMethod method = evaluation.Body.Method;
        IlType type = method.Signature.ReturnType.Plain;
        if (!type.Equals(CoreTypes.Void))
        {
            StackValue value = evaluation.PopFor(type, method.ReturnsReadOnly);
            ValueMarks inside = value.Kind == StackKind.Reference ? Lifetimes.Inside(evaluation, value) : ValueMarks.None;
            if (((value.Marks | inside) & ValueMarks.Bound) != 0)
            {
                throw Evaluation.Refuse("it gives back a reference to a local, which ends with the call");
            }
        }

        if (evaluation.Frame.Stack.Count > 0)
        {
            throw Evaluation.Refuse("values are left on the stack");
        }

        if (evaluation.Body.Scopes.At(evaluation.Index) is not null)
        {
            throw Evaluation.Refuse("it stands in a protected block or a handler");
        }

        if (!evaluation.Frame.IsThisReady)
        {
            throw Evaluation.Refuse("the constructor has not called its base's");
        }

        evaluation.IsEnd = true;
    }

    private static void Throw(Evaluation evaluation)
    {
        evaluation.PopObject();
        evaluation.IsEnd = true;
    }

    private static void Rethrow(Evaluation evaluation)
    {
        CodeScope? scope = evaluation.Body.Scopes.At(evaluation.Index);
        while (scope is { Kind: CodeScopeKind.Try })
        {
            scope = scope.Parent;
        }

        evaluation.IsEnd = scope is { Kind: CodeScopeKind.Catch } ? true : throw Evaluation.Refuse("it stands in no handler of exceptions");
    }

    private static void EndFinally(Evaluation evaluation)
    {
        evaluation.IsEnd = evaluation.Body.Scopes.At(evaluation.Index) is { Kind: CodeScopeKind.Finally or CodeScopeKind.Fault }
            ? true : throw Evaluation.Refuse("it stands in no finally");
        evaluation.Frame.Stack.Clear();
    }

    private static void EndFilter(Evaluation evaluation)
    {
        evaluation.PopInt32();
        CodeScope? scope = evaluation.Body.Scopes.At(evaluation.Index);
        evaluation.IsEnd = scope is { Kind: CodeScopeKind.Filter } && scope.End == evaluation.Index + 1 && evaluation.Frame.Stack.Count == 0
            ? true : throw Evaluation.Refuse("it does not end a filter");
    }
}
