using Strategies.Sdk;

namespace Strategies.Plugins.Parameters;

/// <summary>Smallest and largest value of a parameter, in the form in which its bits compare.</summary>
/// <remarks>
/// <see cref="Check"/> is for the hot thread: it allocates nothing. Whole numbers compare as such, exactly.
/// </remarks>
public readonly struct ParameterRange
{
    private readonly ParameterKind _kind;
    private readonly double _min;
    private readonly double _max;
    private readonly long _minBits;
    private readonly long _maxBits;

    private ParameterRange(ParameterKind kind, double min, double max)
    {
        _kind = kind;
        _min = min;
        _max = max;
        (long lowest, long highest) = kind switch
        {
            ParameterKind.Int32 => (int.MinValue, int.MaxValue),
            ParameterKind.Boolean => (0, 1),
            _ => (long.MinValue, long.MaxValue),
        };
        _minBits = Math.Max(lowest, ToBits(kind, min, isMinimum: true));
        _maxBits = Math.Min(highest, ToBits(kind, max, isMinimum: false));
    }

    /// <summary>The smallest value as bits.</summary>
    public long MinBits => _kind == ParameterKind.Double ? BitConverter.DoubleToInt64Bits(_min) : _minBits;

    /// <summary>The largest value as bits.</summary>
    public long MaxBits => _kind == ParameterKind.Double ? BitConverter.DoubleToInt64Bits(_max) : _maxBits;

    /// <summary>Makes a range; null when nothing lies in it.</summary>
    /// <param name="kind">The parameter's type.</param>
    /// <param name="min">Smallest value, in the parameter's unit.</param>
    /// <param name="max">Largest value, in the parameter's unit.</param>
    public static ParameterRange? Of(ParameterKind kind, double min, double max)
    {
        if (double.IsNaN(min) || double.IsNaN(max) || min > max)
        {
            return null;
        }

        ParameterRange range = new(kind, min, max);
        return range._minBits <= range._maxBits ? range : null;
    }

    /// <summary>Whether a value lies within.</summary>
    /// <param name="bits">The value.</param>
    public ParameterRefusal Check(long bits)
    {
        if (_kind == ParameterKind.Double)
        {
            double value = BitConverter.Int64BitsToDouble(bits);
            return !double.IsFinite(value) ? ParameterRefusal.NotAValue
                : value < _min ? ParameterRefusal.BelowMinimum
                : value > _max ? ParameterRefusal.AboveMaximum
                : ParameterRefusal.None;
        }

        if (_kind == ParameterKind.Boolean && bits is not (0 or 1) || _kind == ParameterKind.Int32 && bits != (int)bits)
        {
            return ParameterRefusal.NotAValue;
        }

        return bits < _minBits ? ParameterRefusal.BelowMinimum
            : bits > _maxBits ? ParameterRefusal.AboveMaximum
            : ParameterRefusal.None;
    }

    private static long ToBits(ParameterKind kind, double bound, bool isMinimum)
    {
        long scale = kind == ParameterKind.Price ? Price.Scale : 1;
        if (Math.Abs(bound) >= long.MaxValue / scale)
        {
            return bound < 0 ? long.MinValue : long.MaxValue;
        }

        // Through decimal, so that 0.01 means a hundredth and not the double nearest to it.
        decimal raw = (decimal)bound * scale;
        return (long)(isMinimum ? decimal.Ceiling(raw) : decimal.Floor(raw));
    }
}
