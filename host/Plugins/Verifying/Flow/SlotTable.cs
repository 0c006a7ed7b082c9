using System.Reflection.Emit;
using Strategies.Plugins.Checking;
using Strategies.Plugins.Verifying.Types;

namespace Strategies.Plugins.Verifying.Flow;

/// <summary>A method's arguments and locals: their types, and what they hold at the beginning.</summary>
internal sealed class SlotTable
{
    private readonly CodeBody _body;
    private readonly List<IlType> _types = [];
    private readonly List<StackValue> _initial = [];
    private readonly HashSet<int> _referred = [];

    internal SlotTable(CodeBody body)
    {
        _body = body;
        DefinedMethod method = body.Method;
        ArgumentCount = method.Parameters.Length + (method.IsStatic ? 0 : 1);
        ReadReferred();
        if (!method.IsStatic)
        {
            AddThis(method);
        }

        foreach (DefinedParameter parameter in method.Parameters)
        {
            Add(parameter.Type, StackValues.Of(parameter.Type, body).With(MarksOf(parameter)));
        }

        foreach (IlType local in body.Locals)
        {
            Add(local, StackValues.Of(local, body).With(local is ReferenceTo ? ValueMarks.Unassigned : 0));
        }
    }

    /// <summary>Arguments with <c>this</c>; locals come behind them.</summary>
    internal int ArgumentCount { get; }

    internal int Count => _types.Count;

    /// <summary>The object on which the method runs is a new one whose base's constructor has to be called.</summary>
    internal bool BeginsRaw { get; private set; }

    internal IlType TypeOf(int slot) => _types[slot];

    /// <summary>A value of the slot's type of which nothing is known.</summary>
    internal StackValue AtStart(int slot) => StackValues.Of(_types[slot], _body);

    internal FlowFrame First() => new([.. _initial], !BeginsRaw);

    /// <summary>Those that some instruction takes a reference to.</summary>
    internal IEnumerable<int> Referred => _referred.Where(slot => slot < Count);

    /// <summary>True when some instruction takes a reference to it: it can change behind everybody's back.</summary>
    internal bool IsReferredTo(int slot) => _referred.Contains(slot);

    private ValueMarks ThisMark => IsReferredTo(0) ? ValueMarks.None : ValueMarks.This;

    private void ReadReferred()
    {
        foreach (IlInstruction instruction in _body.Instructions)
        {
            if (instruction.OpCode == OpCodes.Ldloca || instruction.OpCode == OpCodes.Ldloca_S)
            {
                _referred.Add(_body.VariableOf(instruction) + ArgumentCount);
            }
            else if (instruction.OpCode == OpCodes.Ldarga || instruction.OpCode == OpCodes.Ldarga_S)
            {
                _referred.Add(_body.VariableOf(instruction));
            }
        }
    }

    private static ValueMarks MarksOf(DefinedParameter parameter)
    {
        bool isReference = parameter.Type is ReferenceTo;
        return (parameter.IsReadOnly ? ValueMarks.ReadOnly : 0)
            | (parameter.IsOut ? ValueMarks.Out : 0)
            | (parameter.IsScoped ? ValueMarks.Bound : isReference && !parameter.IsUnscoped ? ValueMarks.ReturnOnly : 0);
    }

    private void AddThis(DefinedMethod method)
    {
        NamedType self = method.DeclaringType.Self;
        if (method.DeclaringType.IsValueType)
        {
            StackValue reference = new(StackKind.Reference, self) { Marks = ThisMark };
            Add(new ReferenceTo(self), reference.With(
                (method.IsReadOnly ? ValueMarks.ReadOnly : 0) | (method.IsConstructor ? ValueMarks.Out : 0)
                    | (method.IsUnscoped ? ValueMarks.ReturnOnly : ValueMarks.Bound)));
            return;
        }

        BeginsRaw = method.IsConstructor && method.DeclaringType.Base is not null;
        Add(self, new StackValue(StackKind.Object, self) { Marks = ThisMark | (BeginsRaw ? ValueMarks.Raw : 0) });
    }

    private void Add(IlType type, StackValue value)
    {
        if (type.Equals(CoreTypes.Void) || type is ReferenceTo { Element: ReferenceTo })
        {
            throw new UnverifiableException($"a local or argument has the type {type}");
        }

        _types.Add(type);
        _initial.Add(value);
    }
}
