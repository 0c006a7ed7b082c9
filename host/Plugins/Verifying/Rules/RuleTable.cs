using System.Reflection.Emit;
using Strategies.Plugins.Verifying.Flow;

namespace Strategies.Plugins.Verifying.Rules;

/// <summary>The rule of every instruction that may stand in verifiable code; others have none.</summary>
internal static class RuleTable
{
    private static readonly Dictionary<short, Action<Evaluation>> ByOpCode = Read();

    /// <summary>Applies an instruction to the evaluation's frame.</summary>
    /// <exception cref="UnverifiableException">It does not verify there.</exception>
    internal static void Apply(Evaluation evaluation)
    {
        OpCode opCode = evaluation.Instruction.OpCode;
        if (!ByOpCode.TryGetValue(opCode.Value, out Action<Evaluation>? rule))
        {
            throw new UnverifiableException("the instruction is never verifiable");
        }

        bool isPrefix = opCode.OpCodeType == OpCodeType.Prefix;
        if (!isPrefix && evaluation.Constrained is not null
            && opCode != OpCodes.Callvirt && opCode != OpCodes.Call && opCode != OpCodes.Ldftn)
        {
            throw new UnverifiableException("it does not go with constrained.");
        }

        rule(evaluation);
        if (!isPrefix)
        {
            evaluation.Constrained = null;
            evaluation.IsReadOnlyPrefixed = false;
        }
    }

    private static Dictionary<short, Action<Evaluation>> Read()
    {
        Dictionary<OpCode, Action<Evaluation>> rules = [];
        NumberRules.Add(rules);
        BranchRules.Add(rules);
        SlotRules.Add(rules);
        PlaceRules.Add(rules);
        FieldInstructionRules.Add(rules);
        ArrayRules.Add(rules);
        ObjectRules.Add(rules);
        CallRules.Add(rules);
        DelegateRules.Add(rules);
        BlockRules.Add(rules);
        return rules.ToDictionary(pair => pair.Key.Value, pair => pair.Value);
    }
}
