using System.Buffers.Binary;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using Strategies.Plugins.Reaching;

namespace Strategies.Plugins.Checking.Tables;

/// <summary>A method body as a flow of values: where it begins with which stack, and where its jumps go.</summary>
internal sealed class TableBody
{
    private const int SwitchHead = 5;

    private readonly byte[] _code;
    private readonly Dictionary<int, TableValue[]> _stacks = [];

    internal TableBody(MethodPlace method)
    {
        MethodBodyBlock body = method.Image.Image.GetMethodBody(method.Definition.RelativeVirtualAddress);
        _code = body.GetILBytes() ?? [];
        Instructions = IlReader.Read(_code);
        foreach (ExceptionRegion region in body.ExceptionRegions)
        {
            bool hasException = region.Kind is ExceptionRegionKind.Catch or ExceptionRegionKind.Filter;
            _stacks[region.HandlerOffset] = hasException ? [TableValue.None] : [];
            if (region.Kind == ExceptionRegionKind.Filter)
            {
                _stacks[region.FilterOffset] = [TableValue.None];
            }
        }
    }

    internal List<IlInstruction> Instructions { get; }

    /// <summary>True when a stack was not known before; reading goes on until that is so no more.</summary>
    internal bool HasChanged { get; set; } = true;

    /// <summary>The stack with which an instruction begins, as far as jumps to it are known.</summary>
    internal TableValue[]? StackAt(int offset) => _stacks.GetValueOrDefault(offset);

    /// <summary>Adds what comes to an instruction from somewhere; false when that cannot be.</summary>
    internal bool TryMerge(int offset, IReadOnlyList<TableValue> stack)
    {
        if (!_stacks.TryGetValue(offset, out TableValue[]? known))
        {
            _stacks[offset] = [.. stack];
            HasChanged = true;
            return true;
        }

        if (known.Length != stack.Count)
        {
            return false;
        }

        for (int index = 0; index < known.Length; index++)
        {
            if (known[index] != stack[index] && known[index] != TableValue.None && stack[index] != TableValue.None)
            {
                return false;
            }

            if (known[index] == TableValue.None && stack[index] != TableValue.None)
            {
                known[index] = stack[index];
                HasChanged = true;
            }
        }

        return true;
    }

    /// <summary>Where an instruction may jump to.</summary>
    internal IEnumerable<int> JumpsOf(IlInstruction instruction)
    {
        if (instruction.OpCode.OperandType is OperandType.InlineBrTarget or OperandType.ShortInlineBrTarget)
        {
            return [(int)instruction.Constant];
        }

        if (instruction.OpCode != OpCodes.Switch)
        {
            return [];
        }

        int count = BinaryPrimitives.ReadInt32LittleEndian(_code.AsSpan(instruction.Offset + 1));
        int end = instruction.Offset + SwitchHead + 4 * count;
        return [.. Enumerable.Range(0, count)
            .Select(index => end + BinaryPrimitives.ReadInt32LittleEndian(_code.AsSpan(instruction.Offset + SwitchHead + 4 * index)))];
    }

    /// <summary>The number of the local or argument that an instruction names; the short forms have it in their code.</summary>
    internal int IndexOf(IlInstruction instruction)
    {
        string name = instruction.OpCode.Name!;
        int operand = instruction.Offset + instruction.OpCode.Size;
        return instruction.OpCode.OperandType switch
        {
            OperandType.ShortInlineVar => _code[operand],
            OperandType.InlineVar => BinaryPrimitives.ReadUInt16LittleEndian(_code.AsSpan(operand)),
            _ => name[^1] - '0',
        };
    }
}
