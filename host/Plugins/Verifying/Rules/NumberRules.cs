using System.Reflection.Emit;
using System.Reflection.Metadata;
using Strategies.Plugins.Verifying.Flow;
using Strategies.Plugins.Verifying.Types;

namespace Strategies.Plugins.Verifying.Rules;

/// <summary>Constants, arithmetic and conversions: ECMA-335, III.1.5.</summary>
internal static class NumberRules
{
    private static readonly OpCode[] ToInt32 =
    [
        OpCodes.Conv_I1, OpCodes.Conv_I2, OpCodes.Conv_I4, OpCodes.Conv_U1, OpCodes.Conv_U2, OpCodes.Conv_U4,
        OpCodes.Conv_Ovf_I1, OpCodes.Conv_Ovf_I2, OpCodes.Conv_Ovf_I4, OpCodes.Conv_Ovf_U1, OpCodes.Conv_Ovf_U2, OpCodes.Conv_Ovf_U4,
        OpCodes.Conv_Ovf_I1_Un, OpCodes.Conv_Ovf_I2_Un, OpCodes.Conv_Ovf_I4_Un,
        OpCodes.Conv_Ovf_U1_Un, OpCodes.Conv_Ovf_U2_Un, OpCodes.Conv_Ovf_U4_Un,
    ];

    private static readonly OpCode[] ToInt64 =
    [
        OpCodes.Conv_I8, OpCodes.Conv_U8, OpCodes.Conv_Ovf_I8, OpCodes.Conv_Ovf_U8, OpCodes.Conv_Ovf_I8_Un, OpCodes.Conv_Ovf_U8_Un,
    ];

    private static readonly OpCode[] ToNative =
    [
        OpCodes.Conv_I, OpCodes.Conv_U, OpCodes.Conv_Ovf_I, OpCodes.Conv_Ovf_U, OpCodes.Conv_Ovf_I_Un, OpCodes.Conv_Ovf_U_Un,
    ];

    internal static void Add(Dictionary<OpCode, Action<Evaluation>> rules)
    {
        foreach (OpCode small in new[]
        {
            OpCodes.Ldc_I4_M1, OpCodes.Ldc_I4_0, OpCodes.Ldc_I4_1, OpCodes.Ldc_I4_2, OpCodes.Ldc_I4_3, OpCodes.Ldc_I4_4,
            OpCodes.Ldc_I4_5, OpCodes.Ldc_I4_6, OpCodes.Ldc_I4_7, OpCodes.Ldc_I4_8,
        })
        {
            int constant = small == OpCodes.Ldc_I4_M1 ? -1 : small.Name![^1] - '0';
            rules[small] = evaluation => PushConstant(evaluation, constant);
        }

        rules[OpCodes.Ldc_I4] = rules[OpCodes.Ldc_I4_S] = evaluation => PushConstant(evaluation, evaluation.Instruction.Constant);
        rules[OpCodes.Ldc_I8] = evaluation => evaluation.Push(StackValues.Int64);
        rules[OpCodes.Ldc_R4] = rules[OpCodes.Ldc_R8] = evaluation => evaluation.Push(StackValues.Float);
        rules[OpCodes.Nop] = static _ => { };
        AddConversions(rules);
        AddOperators(rules);
    }

    private static void AddConversions(Dictionary<OpCode, Action<Evaluation>> rules)
    {
        foreach (OpCode opCode in ToInt32)
        {
            rules[opCode] = evaluation => Convert(evaluation, CoreTypes.Int32);
        }

        foreach (OpCode opCode in ToInt64)
        {
            rules[opCode] = evaluation => Convert(evaluation, CoreTypes.Of(PrimitiveTypeCode.Int64));
        }

        foreach (OpCode opCode in ToNative)
        {
            rules[opCode] = evaluation => Convert(evaluation, CoreTypes.IntPtr);
        }

        rules[OpCodes.Conv_R4] = rules[OpCodes.Conv_R8] = rules[OpCodes.Conv_R_Un] =
            evaluation => Convert(evaluation, CoreTypes.Of(PrimitiveTypeCode.Double));
        rules[OpCodes.Ckfinite] = evaluation => evaluation.Push(evaluation.Pop("a floating-point number", StackKind.Float));
    }

    private static void AddOperators(Dictionary<OpCode, Action<Evaluation>> rules)
    {
        rules[OpCodes.Neg] = evaluation => Unary(evaluation, mayBeFloat: true);
        rules[OpCodes.Not] = evaluation => Unary(evaluation, mayBeFloat: false);
        foreach (OpCode opCode in new[] { OpCodes.Add, OpCodes.Sub, OpCodes.Mul, OpCodes.Div, OpCodes.Rem })
        {
            rules[opCode] = evaluation => Binary(evaluation, mayBeFloat: true);
        }

        foreach (OpCode opCode in new[]
        {
            OpCodes.And, OpCodes.Or, OpCodes.Xor, OpCodes.Div_Un, OpCodes.Rem_Un, OpCodes.Add_Ovf, OpCodes.Add_Ovf_Un,
            OpCodes.Sub_Ovf, OpCodes.Sub_Ovf_Un, OpCodes.Mul_Ovf, OpCodes.Mul_Ovf_Un,
        })
        {
            rules[opCode] = evaluation => Binary(evaluation, mayBeFloat: false);
        }

        foreach (OpCode opCode in new[] { OpCodes.Shl, OpCodes.Shr, OpCodes.Shr_Un })
        {
            rules[opCode] = Shift;
        }
    }

    private static void PushConstant(Evaluation evaluation, long constant) =>
        evaluation.Push(StackValue.Int32 with
        {
            Constant = constant,
            Id = evaluation.Instruction.Offset + 1,
            Marks = constant >= 0 ? ValueMarks.NotNegative : ValueMarks.None,
        });

    private static StackValue PopNumber(Evaluation evaluation, bool mayBeFloat) => mayBeFloat
        ? evaluation.Pop("a number", StackKind.Int32, StackKind.Int64, StackKind.NativeInt, StackKind.Float)
        : evaluation.Pop("a whole number", StackKind.Int32, StackKind.Int64, StackKind.NativeInt);

    private static void Convert(Evaluation evaluation, NamedType type)
    {
        StackValue number = PopNumber(evaluation, mayBeFloat: true);
        evaluation.PushNew(type);
        if (type == CoreTypes.IntPtr && number.Kind == StackKind.Int32)
        {
            BlockRules.BeginSize(evaluation, number);
        }
    }

    private static void Unary(Evaluation evaluation, bool mayBeFloat) =>
        evaluation.PushNew(PopNumber(evaluation, mayBeFloat).Type!);

    private static void Binary(Evaluation evaluation, bool mayBeFloat)
    {
        if (BlockRules.TryCompute(evaluation))
        {
            return;
        }

        StackValue second = PopNumber(evaluation, mayBeFloat);
        StackValue first = PopNumber(evaluation, mayBeFloat);
        bool isNative = first.Kind is StackKind.Int32 or StackKind.NativeInt && second.Kind is StackKind.Int32 or StackKind.NativeInt;
        // One more than a number that is below another does not run over.
        bool isNext = evaluation.Instruction.OpCode == OpCodes.Add && first.Is(ValueMarks.NotNegative) && first.Below is not null
            && second is { Kind: StackKind.Int32, Constant: 1 };
        evaluation.PushNew(
            first.Kind == second.Kind ? first.Type!
            : isNative ? CoreTypes.IntPtr : throw Evaluation.Refuse($"it finds {first} and {second}, which are of different kinds"),
            isNext ? ValueMarks.NotNegative : ValueMarks.None);
    }

    private static void Shift(Evaluation evaluation)
    {
        evaluation.Pop("a number of bits", StackKind.Int32, StackKind.NativeInt);
        evaluation.PushNew(PopNumber(evaluation, mayBeFloat: false).Type!);
    }
}
