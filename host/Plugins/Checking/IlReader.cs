using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace Strategies.Plugins.Checking;

/// <summary>Reads a method body instruction by instruction.</summary>
internal static class IlReader
{
    private const byte TwoBytePrefix = 0xFE;
    private static readonly Dictionary<int, OpCode> OpCodesByValue = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(opCode => (int)(ushort)opCode.Value);

    /// <summary>All instructions of a body, in order.</summary>
    /// <param name="il">The body's bytes.</param>
    /// <exception cref="BadImageFormatException">The bytes are not IL.</exception>
    internal static List<IlInstruction> Read(ReadOnlySpan<byte> il)
    {
        List<IlInstruction> instructions = [];
        int position = 0;
        while (position < il.Length)
        {
            int offset = position;
            int value = il[position++];
            if (value == TwoBytePrefix && position < il.Length)
            {
                value = (value << 8) | il[position++];
            }

            if (!OpCodesByValue.TryGetValue(value, out OpCode opCode))
            {
                throw new BadImageFormatException($"there is no IL instruction 0x{value:X}");
            }

            int size = OperandSize(opCode, il[position..]);
            if (size < 0 || size > il.Length - position)
            {
                throw new BadImageFormatException("a method body ends within an instruction");
            }

            int token = HasToken(opCode) ? BinaryPrimitives.ReadInt32LittleEndian(il[position..]) : 0;
            long constant = Constant(opCode, il[position..]);
            position += size;
            bool isJump = opCode.OperandType is OperandType.InlineBrTarget or OperandType.ShortInlineBrTarget;
            instructions.Add(new IlInstruction(opCode, token, isJump ? position + constant : constant, offset));
        }

        return instructions;
    }

    private static bool HasToken(OpCode opCode) =>
        opCode.OperandType is OperandType.InlineMethod or OperandType.InlineField
        or OperandType.InlineType or OperandType.InlineTok or OperandType.InlineSig;

    private static long Constant(OpCode opCode, ReadOnlySpan<byte> operand) => opCode.OperandType switch
    {
        OperandType.ShortInlineI or OperandType.ShortInlineBrTarget => (sbyte)operand[0],
        OperandType.InlineI or OperandType.InlineBrTarget => BinaryPrimitives.ReadInt32LittleEndian(operand),
        OperandType.InlineI8 or OperandType.InlineR => BinaryPrimitives.ReadInt64LittleEndian(operand),
        _ => 0,
    };

    private static int OperandSize(OpCode opCode, ReadOnlySpan<byte> rest) => opCode.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch =>
            rest.Length < 4 ? -1 : checked(4 + 4 * BinaryPrimitives.ReadInt32LittleEndian(rest)),
        _ => 4,
    };
}
