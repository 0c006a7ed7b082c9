using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Strategies.Plugins.Reaching;

namespace Strategies.Plugins.Checking.Tables;

/// <summary>
/// Follows a table through one method: from the field or the argument that it comes from over stack and locals to all that is done with it.
/// Whatever is not known to only read counts as a change.
/// </summary>
/// <param name="method">The method.</param>
/// <param name="isSource">Instructions that put the table on the stack.</param>
/// <param name="argument">Number of the argument that is the table; negative for none.</param>
/// <param name="calls">Says of a call with the table among what it takes whether it only reads.</param>
internal sealed class TableFlow(
    MethodPlace method, Func<IlInstruction, bool> isSource, int argument, TableCalls calls)
{
    private const int PassesMax = 50;

    private static readonly HashSet<string> Reading = new(StringComparer.Ordinal)
    {
        "ldlen", "pop", "brtrue", "brtrue.s", "brfalse", "brfalse.s", "beq", "beq.s", "bne.un", "bne.un.s", "ceq", "cgt.un",
        "ldobj", "ldfld",
    };

    private readonly HashSet<int> _tableLocals = [];
    private readonly List<TableValue> _stack = [];

    /// <summary>True when nothing in the method changes the table or lets it out of the method.</summary>
    internal bool IsRead()
    {
        TableBody body = new(method);
        for (int pass = 0; body.HasChanged; pass++)
        {
            body.HasChanged = false;
            if (pass == PassesMax || !ReadOnce(body))
            {
                return false;
            }
        }

        return true;
    }

    private bool ReadOnce(TableBody body)
    {
        _stack.Clear();
        bool isReachable = true;
        foreach (IlInstruction instruction in body.Instructions)
        {
            if (body.StackAt(instruction.Offset) is { } known)
            {
                if (isReachable && !body.TryMerge(instruction.Offset, _stack))
                {
                    return false;
                }

                _stack.Clear();
                _stack.AddRange(known);
            }
            else if (!isReachable)
            {
                // ECMA-335, III.1.7.5: what is only jumped back to begins with an empty stack.
                _stack.Clear();
            }

            if (!Apply(body, instruction) || !body.JumpsOf(instruction).All(target => body.TryMerge(target, _stack)))
            {
                return false;
            }

            isReachable = instruction.OpCode.FlowControl is not (FlowControl.Branch or FlowControl.Return or FlowControl.Throw);
        }

        return true;
    }

    private bool Apply(TableBody body, IlInstruction instruction)
    {
        OpCode opCode = instruction.OpCode;
        string name = opCode.Name!;
        if (name.StartsWith("ldloc", StringComparison.Ordinal) || name.StartsWith("stloc", StringComparison.Ordinal))
        {
            return UseLocal(body, body.IndexOf(instruction), name);
        }

        if (name.StartsWith("ldarg", StringComparison.Ordinal) || name.StartsWith("starg", StringComparison.Ordinal))
        {
            return UseArgument(body.IndexOf(instruction) == argument, name);
        }

        if (opCode == OpCodes.Leave || opCode == OpCodes.Leave_S || opCode == OpCodes.Endfinally || opCode == OpCodes.Throw
            || opCode == OpCodes.Rethrow)
        {
            _stack.Clear();
            return true;
        }

        return opCode.FlowControl == FlowControl.Call || opCode == OpCodes.Newobj ? Call(instruction)
            : opCode == OpCodes.Ret ? TryTake(_stack.Count, out TableValue[] returned) && Array.TrueForAll(returned, IsNone)
            : Plain(instruction, name);
    }

    private static bool IsNone(TableValue value) => value == TableValue.None;

    private bool UseLocal(TableBody body, int index, string name)
    {
        bool isTable = _tableLocals.Contains(index);
        if (name.StartsWith("ldloca", StringComparison.Ordinal))
        {
            _stack.Add(TableValue.None);
            return !isTable;
        }

        if (name.StartsWith("ldloc", StringComparison.Ordinal))
        {
            _stack.Add(isTable ? TableValue.Table : TableValue.None);
            return true;
        }

        if (!TryTake(1, out TableValue[] taken))
        {
            return false;
        }

        if (taken[0] == TableValue.Table && _tableLocals.Add(index))
        {
            body.HasChanged = true;
        }

        return taken[0] != TableValue.Element;
    }

    private bool UseArgument(bool isTable, string name)
    {
        if (name.StartsWith("starg", StringComparison.Ordinal))
        {
            return TryTake(1, out TableValue[] taken) && IsNone(taken[0]);
        }

        bool isAddress = name.StartsWith("ldarga", StringComparison.Ordinal);
        _stack.Add(isTable && !isAddress ? TableValue.Table : TableValue.None);
        return !(isTable && isAddress);
    }

    private bool Call(IlInstruction instruction)
    {
        EntityHandle target = MetadataTokens.EntityHandle(instruction.Token);
        if (instruction.OpCode == OpCodes.Calli || calls.ShapeOf(method.Image, target) is not { } shape)
        {
            return false;
        }

        bool isNew = instruction.OpCode == OpCodes.Newobj;
        int count = shape.ParameterCount + (shape.HasThis && !isNew ? 1 : 0);
        if (!TryTake(count, out TableValue[] taken))
        {
            return false;
        }

        for (int index = 0; index < taken.Length; index++)
        {
            int position = isNew ? index + 1 : index;
            if (taken[index] != TableValue.None && !calls.IsRead(method.Image, instruction.OpCode, target, taken[index], position))
            {
                return false;
            }
        }

        if (isNew || shape.Returns)
        {
            _stack.Add(TableValue.None);
        }

        return true;
    }

    private bool Plain(IlInstruction instruction, string name)
    {
        int pushes = StackEffect.Pushes(instruction.OpCode);
        if (!TryTake(StackEffect.Pops(instruction.OpCode), out TableValue[] taken) || pushes < 0)
        {
            return false;
        }

        TableValue result = TableValue.None;
        if (isSource(instruction))
        {
            result = TableValue.Table;
        }
        else if (!Array.TrueForAll(taken, IsNone) && !TryUse(name, taken, out result))
        {
            return false;
        }

        _stack.AddRange(Enumerable.Repeat(result, pushes));
        return true;
    }

    /// <summary>What becomes of the table, or of a reference to an element, in an instruction.</summary>
    private static bool TryUse(string name, TableValue[] taken, out TableValue result)
    {
        bool isFirstAlone = Array.TrueForAll(taken[1..], IsNone);
        result = name is "dup" or "castclass" or "isinst" ? taken[0]
            : name is "ldelema" or "ldflda" ? TableValue.Element
            : TableValue.None;
        return name is "dup" or "castclass" or "isinst"
            || (name == "ldelema" && taken[0] == TableValue.Table && isFirstAlone)
            || (name == "ldflda" && taken[0] == TableValue.Element)
            || (name.StartsWith("ldelem", StringComparison.Ordinal) && name != "ldelema" && taken[0] == TableValue.Table && isFirstAlone)
            || (name.StartsWith("ldind", StringComparison.Ordinal) && taken[0] == TableValue.Element)
            || Reading.Contains(name);
    }

    private bool TryTake(int count, out TableValue[] taken)
    {
        if (count < 0 || count > _stack.Count)
        {
            taken = [];
            return false;
        }

        taken = [.. _stack.TakeLast(count)];
        _stack.RemoveRange(_stack.Count - count, count);
        return true;
    }
}
