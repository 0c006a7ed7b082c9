using System.Reflection.Emit;
using Strategies.Plugins.Verifying.Flow;
using Strategies.Plugins.Verifying.Rules;
using Strategies.Plugins.Verifying.Types;

namespace Strategies.Plugins.Verifying;

/// <summary>
/// Follows every path through one method with the types of what stands on the stack, in arguments and in locals, until nothing new is
/// learned: ECMA-335, III.1.7 and III.1.8.
/// </summary>
internal sealed class MethodVerifier(CodeBody body)
{
    private readonly Evaluation _evaluation = new(body);
    private readonly FlowFrame?[] _atJoin = new FlowFrame?[body.Instructions.Count];
    private readonly Queue<int> _open = new();

    /// <summary>Verifies the method.</summary>
    /// <exception cref="UnverifiableException">It does not verify; the message tells where and why.</exception>
    internal void Verify()
    {
        if (body.Instructions.Count == 0)
        {
            throw new UnverifiableException("it has no instruction");
        }

        Run(0, body.Slots.First());
        while (_open.TryDequeue(out int index))
        {
            Run(index, _atJoin[index]!.Copy());
        }
    }

    /// <summary>Goes on from an instruction until the code ends or meets a join.</summary>
    private void Run(int index, FlowFrame frame)
    {
        _evaluation.Frame = frame;
        bool isFirst = true;
        while (true)
        {
            _evaluation.Begin(index);
            try
            {
                Step(index, frame, isFirst);
                if (_evaluation.IsEnd)
                {
                    return;
                }

                if (index + 1 == body.Instructions.Count)
                {
                    throw new UnverifiableException("the code goes on behind its end");
                }

                RequireTransfer(index, index + 1, frame, false);
                if (body.IsJoin(index + 1))
                {
                    Meet(index + 1, frame);
                    return;
                }
            }
            catch (BadImageFormatException refusal)
            {
                string place = $"IL_{_evaluation.Instruction.Offset:X4} {_evaluation.Instruction.OpCode.Name}";
                throw new UnverifiableException($"{place}: {refusal.Message}");
            }

            isFirst = false;
            index++;
        }
    }

    private void Step(int index, FlowFrame frame, bool isFirst)
    {
        CodeScope? scope = body.Scopes.At(index);
        if (scope is not null && (isFirst || frame.HasChanged || scope.Start == index))
        {
            TellHandlers(scope, frame);
        }

        frame.HasChanged = false;
        bool wasReady = frame.IsThisReady;
        RuleTable.Apply(_evaluation);
        if (MayWriteBehind(_evaluation.Instruction.OpCode))
        {
            foreach (int slot in body.Slots.Referred)
            {
                frame.Forget(slot);
            }
        }

        if (scope is not null && (frame.HasChanged || wasReady != frame.IsThisReady))
        {
            TellHandlers(scope, frame);
        }

        foreach (int target in body.TargetsOf(_evaluation.Instruction))
        {
            RequireTransfer(index, target, frame, _evaluation.IsLeave);
            (int id, long below) = _evaluation.AtJump;
            Meet(target, id == 0 ? frame : frame.CopyBelow(id, below));
        }
    }

    /// <summary>Calls and stores through references, which reach locals too.</summary>
    private static bool MayWriteBehind(OpCode opCode) => opCode.FlowControl == FlowControl.Call || opCode.Name is { } name
        && (name.StartsWith("stind", StringComparison.Ordinal) || name is "stobj" or "initobj" or "cpobj" or "stfld");

    private void Meet(int index, FlowFrame frame)
    {
        FlowFrame? known = _atJoin[index];
        if (known is null)
        {
            _atJoin[index] = frame.Copy();
            _open.Enqueue(index);
        }
        else if (known.TakeIn(frame, body.Relations))
        {
            _open.Enqueue(index);
        }
    }

    /// <summary>An exception may come anywhere: a handler begins with what holds at every place that it protects.</summary>
    private void TellHandlers(CodeScope innermost, FlowFrame frame)
    {
        for (CodeScope? scope = innermost; scope is not null; scope = scope.Parent)
        {
            foreach (CodeScope handler in scope.Handlers)
            {
                Meet(handler.Start, handler.Exception is null ? frame.CopyWith() : frame.CopyWith(Thrown(handler.Exception)));
            }
        }
    }

    private StackValue Thrown(IlType exception) =>
        new(StackKind.Object, exception is TypeParameter && !body.Relations.IsReference(exception) ? new BoxedType(exception) : exception);

    private void RequireTransfer(int from, int to, FlowFrame frame, bool isLeave)
    {
        if (to > 0 && body.Instructions[to - 1].OpCode.OpCodeType == OpCodeType.Prefix && from != to - 1)
        {
            throw new UnverifiableException("it jumps between a prefix and its instruction");
        }

        CodeScope? inner = body.Scopes.At(from);
        CodeScope? target = body.Scopes.At(to);
        if (isLeave && inner is null)
        {
            throw new UnverifiableException("it leaves no protected block");
        }

        // Into protected blocks by their first instruction only, with nothing on the stack.
        while (target is not null && !Encloses(target, inner))
        {
            if (target.Kind != CodeScopeKind.Try || target.Start != to || frame.Stack.Count > 0)
            {
                throw new UnverifiableException("it enters a protected block or a handler not by its beginning with an empty stack");
            }

            target = target.Parent;
        }

        for (; inner != target; inner = inner!.Parent)
        {
            if (!isLeave || inner!.Kind is not (CodeScopeKind.Try or CodeScopeKind.Catch))
            {
                throw new UnverifiableException("it goes out of a protected block or a handler otherwise than by leave");
            }
        }

        if (body.Scopes.At(to) is { Kind: CodeScopeKind.Try } entered && entered.Start == to && frame.Stack.Count > 0)
        {
            throw new UnverifiableException("the stack is not empty at the beginning of a protected block");
        }
    }

    private static bool Encloses(CodeScope outer, CodeScope? inner)
    {
        while (inner is not null && inner != outer)
        {
            inner = inner.Parent;
        }

        return inner == outer;
    }
}
