using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Strategies.Plugins.Checking;
using Strategies.Plugins.Packages;
using Strategies.Sdk;

namespace Strategies.Plugins.Parameters;

/// <summary>
/// Works out what a few instructions leave on the stack, when that is a constant of a parameter's type: a number, a flag,
/// or a price or quantity made from one.
/// </summary>
/// <param name="reader">The metadata of the instructions' assembly.</param>
internal sealed class ConstantStack(MetadataReader reader)
{
    private static readonly string PriceName = typeof(Price).FullName!;
    private static readonly string QuantityName = typeof(Quantity).FullName!;

    private readonly Stack<long> _values = [];
    private decimal? _decimal;

    internal void Clear()
    {
        _values.Clear();
        _decimal = null;
    }

    /// <summary>Takes the value when there is just one.</summary>
    internal bool TryTake(out long bits)
    {
        bits = 0;
        return _decimal is null && _values.Count == 1 && _values.TryPop(out bits);
    }

    /// <summary>Plays one instruction.</summary>
    /// <returns>False when it makes anything but a constant.</returns>
    internal bool TryPlay(IlInstruction instruction)
    {
        string name = instruction.OpCode.Name!;
        switch (name)
        {
            case "ldc.i4" or "ldc.i4.s" or "ldc.i8" or "ldc.r8":
                return Push(instruction.Constant);
            case "ldc.i4.m1":
                return Push(-1);
            case "conv.i8":
                // Numbers of 32 bits are held as 64 already.
                return _values.Count > 0;
            case "conv.u8":
                return _values.TryPop(out long signed) && Push((uint)signed);
            case "call" or "newobj":
                return TryCall(instruction.Token);
            case "ldsfld":
                return TryNamedDecimal(instruction.Token);
            default:
                return name.StartsWith("ldc.i4.", StringComparison.Ordinal) && Push(name[^1] - '0');
        }
    }

    private bool Push(long value)
    {
        _values.Push(value);
        return true;
    }

    private bool TryCall(int token)
    {
        if (Member(token) is not { } member)
        {
            return false;
        }

        return member switch
        {
            ("System.Decimal", ".ctor") => TryDecimal(),
            (_, ".ctor" or "op_Implicit") when IsValue(member.Type) => _decimal is null && _values.Count == 1,
            (_, "get_Zero") when IsValue(member.Type) => Push(0),
            (_, nameof(Price.FromDecimal)) when member.Type == PriceName => TryPrice(),
            _ => false,
        };
    }

    private static bool IsValue(string type) => type == PriceName || type == QuantityName;

    private bool TryDecimal()
    {
        long[] parts = [.. _values.Reverse()];
        _values.Clear();
        _decimal = parts switch
        {
            [var whole] => whole,
            [var low, var middle, var high, var sign, >= 0 and <= 28 and var scale] =>
                new decimal((int)low, (int)middle, (int)high, sign != 0, (byte)scale),
            _ => null,
        };
        return _decimal is not null;
    }

    private bool TryNamedDecimal(int token)
    {
        _decimal = Member(token) switch
        {
            ("System.Decimal", nameof(decimal.Zero)) => 0m,
            ("System.Decimal", nameof(decimal.One)) => 1m,
            ("System.Decimal", nameof(decimal.MinusOne)) => -1m,
            _ => null,
        };
        return _decimal is not null;
    }

    private bool TryPrice()
    {
        try
        {
            bool isPrice = _decimal is { } units && _values.Count == 0 && Push(Price.FromDecimal(units).Raw);
            _decimal = null;
            return isPrice;
        }
        catch (Exception exception) when (exception is ArgumentException or OverflowException)
        {
            // The version's constructor would throw as well: that is found where it is run.
            return false;
        }
    }

    /// <summary>Type and name of a member of the framework or the SDK.</summary>
    private (string Type, string Name)? Member(int token)
    {
        EntityHandle handle = MetadataTokens.EntityHandle(token);
        if (handle.Kind != HandleKind.MemberReference)
        {
            return null;
        }

        MemberReference member = reader.GetMemberReference((MemberReferenceHandle)handle);
        if (member.Parent.Kind != HandleKind.TypeReference)
        {
            return null;
        }

        TypeReferenceHandle type = (TypeReferenceHandle)member.Parent;
        string name = SourceNames.FullName(reader, type);
        bool isKnown = name == "System.Decimal"
            || IsValue(name) && PackageImages.AssemblyOf(reader, type) == PackageLayout.SdkAssembly;
        return isKnown ? (name, reader.GetString(member.Name)) : null;
    }
}
