using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;

namespace Strategies.Driver;

/// <summary>The methods that a method's code names: read out of its IL, with type arguments as they are there.</summary>
internal static class CalledMethods
{
    private const byte TwoBytes = 0xFE;
    private const int TokenBytes = 4;
    private const int TableShift = 24;

    /// <summary>
    /// Table of the methods that an assembly itself declares and that are not generic: those of ours are known without this.
    /// </summary>
    private const int MethodTable = 0x06;

    private static readonly OpCode[] OneByteCodes = new OpCode[256];
    private static readonly OpCode[] TwoByteCodes = new OpCode[256];
    private static readonly ConcurrentDictionary<(Module Module, int Token), bool> Seen = new();

    static CalledMethods()
    {
        foreach (FieldInfo field in typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            OpCode code = (OpCode)field.GetValue(null)!;
            (code.Size == 1 ? OneByteCodes : TwoByteCodes)[code.Value & 0xFF] = code;
        }
    }

    /// <summary>
    /// Adds the methods that a closed method calls, or takes the address of, to a list: those that are generic, of a generic
    /// type, of another assembly or the framework's, and that no call of this has given before.
    /// </summary>
    /// <param name="method">The method.</param>
    /// <param name="called">The list.</param>
    internal static void AddTo(MethodBase method, List<MethodBase> called)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } code)
        {
            return;
        }

        Type[] ofType = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : [];
        Type[] ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : [];
        for (int at = 0; at < code.Length;)
        {
            OpCode operation = code[at] == TwoBytes ? TwoByteCodes[code[at + 1]] : OneByteCodes[code[at]];
            at += operation.Size;
            if (operation.OperandType == OperandType.InlineMethod)
            {
                int token = BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(at));
                // In generic code the same token means another method for other type arguments.
                bool isNew = ofType.Length + ofMethod.Length > 0 || Seen.TryAdd((method.Module, token), true);
                bool isOwn = token >> TableShift == MethodTable && method.Module != typeof(Int128).Module;
                if (!isOwn && isNew
                    && method.Module.ResolveMethod(token, ofType, ofMethod) is { } callee)
                {
                    called.Add(callee);
                }
            }

            at += OperandBytes(operation, code, at);
        }
    }

    private static int OperandBytes(OpCode operation, byte[] code, int at) => operation.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => TokenBytes + (TokenBytes * BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(at))),
        _ => TokenBytes,
    };
}
