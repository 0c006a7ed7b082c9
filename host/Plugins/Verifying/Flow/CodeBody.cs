using System.Buffers.Binary;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Strategies.Plugins.Checking;
using Strategies.Plugins.Verifying.Types;

namespace Strategies.Plugins.Verifying.Flow;

/// <summary>A method's body with everything that its instructions name resolved.</summary>
internal sealed class CodeBody
{
    private readonly byte[] _il;
    private readonly Dictionary<int, int> _indexes = [];
    private readonly bool[] _joins;

    internal CodeBody(DefinedMethod method, MethodBodyBlock body, MemberResolver members, bool mayLeaveLocals)
    {
        Method = method;
        Module = method.Module;
        Members = members;
        Constraints = new ConstraintTable(method);
        Relations = new TypeRelations(Constraints);
        StackMax = body.MaxStack;
        _il = body.GetILBytes() ?? [];
        Instructions = IlReader.Read(_il);
        for (int index = 0; index < Instructions.Count; index++)
        {
            _indexes[Instructions[index].Offset] = index;
        }

        Locals = body.LocalSignature.IsNil ? []
            : [.. Module.Metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(Module.Decoder, null)
                .Select(type => type.Plain)];
        if (!mayLeaveLocals && !body.LocalVariablesInitialized && (Locals.Count > 0 || HasBlock))
        {
            throw new UnverifiableException("its locals are not initialised: they hold what others left there");
        }

        Slots = new SlotTable(this);
        Scopes = new ScopeTable(this, body.ExceptionRegions);
        _joins = new bool[Instructions.Count];
        foreach (int target in Instructions.SelectMany(TargetsOf).Concat(Scopes.All.Select(scope => scope.Start)))
        {
            _joins[target] = true;
        }
    }

    internal DefinedMethod Method { get; }

    internal TypeModule Module { get; }

    internal MemberResolver Members { get; }

    internal ConstraintTable Constraints { get; }

    internal TypeRelations Relations { get; }

    internal List<IlInstruction> Instructions { get; }

    internal IReadOnlyList<IlType> Locals { get; }

    internal SlotTable Slots { get; }

    internal ScopeTable Scopes { get; }

    internal int StackMax { get; }

    /// <summary>Bytes of the code.</summary>
    internal int Length => _il.Length;

    private bool HasBlock => Instructions.Exists(one => one.OpCode == OpCodes.Localloc);

    /// <summary>Number of the instruction at an offset.</summary>
    /// <exception cref="UnverifiableException">None begins there.</exception>
    internal int IndexAt(long offset) => offset <= int.MaxValue && _indexes.TryGetValue((int)offset, out int index) ? index
        : throw new UnverifiableException($"no instruction begins at IL_{offset:X4}");

    /// <summary>True when several paths may come to an instruction.</summary>
    internal bool IsJoin(int index) => _joins[index];

    /// <summary>Where an instruction may jump, by numbers of instructions; the next one is not among them.</summary>
    internal IEnumerable<int> TargetsOf(IlInstruction instruction)
    {
        if (instruction.OpCode.OperandType is OperandType.InlineBrTarget or OperandType.ShortInlineBrTarget)
        {
            return [IndexAt(instruction.Constant)];
        }

        return instruction.OpCode.OperandType == OperandType.InlineSwitch ? SwitchTargets(instruction) : [];
    }

    internal IlType Type(IlInstruction instruction) => Module.Type(MetadataTokens.EntityHandle(instruction.Token)).Plain;

    internal MethodUse CalledMethod(IlInstruction instruction) => Members.Method(MetadataTokens.EntityHandle(instruction.Token));

    internal FieldUse Field(IlInstruction instruction) => Members.Field(MetadataTokens.EntityHandle(instruction.Token));

    /// <summary>The number of the local or argument that an instruction names.</summary>
    internal int VariableOf(IlInstruction instruction) => instruction.OpCode.OperandType switch
    {
        OperandType.ShortInlineVar => _il[instruction.Offset + instruction.OpCode.Size],
        OperandType.InlineVar => BinaryPrimitives.ReadUInt16LittleEndian(_il.AsSpan(instruction.Offset + instruction.OpCode.Size)),
        // The short forms end with their number.
        _ => instruction.OpCode.Name![^1] - '0',
    };

    private IEnumerable<int> SwitchTargets(IlInstruction instruction)
    {
        const int TargetBytes = 4;
        int table = instruction.Offset + instruction.OpCode.Size;
        int count = BinaryPrimitives.ReadInt32LittleEndian(_il.AsSpan(table));
        int next = table + TargetBytes + count * TargetBytes;
        return [.. Enumerable.Range(1, count).Select(number =>
            IndexAt((long)next + BinaryPrimitives.ReadInt32LittleEndian(_il.AsSpan(table + number * TargetBytes))))];
    }
}
