using System.Reflection;
using Strategies.Sdk;

namespace Strategies.Plugins.Parameters;

/// <summary>
/// Reads and writes one property of one instance as bits, through delegates that are closed over the instance.
/// </summary>
/// <remarks>Bound on a housekeeping thread; calls allocate nothing.</remarks>
internal sealed class ParameterBinding
{
    private readonly Func<long> _get;
    private readonly Action<long> _set;

    private ParameterBinding(Func<long> get, Action<long> set)
    {
        _get = get;
        _set = set;
    }

    internal long Get() => _get();

    internal void Set(long bits) => _set(bits);

    /// <summary>The kind that stands for a property's type; null when there is none.</summary>
    internal static ParameterKind? KindOf(Type type) =>
        type == typeof(long) ? ParameterKind.Int64
        : type == typeof(int) ? ParameterKind.Int32
        : type == typeof(double) ? ParameterKind.Double
        : type == typeof(bool) ? ParameterKind.Boolean
        : type == typeof(Price) ? ParameterKind.Price
        : type == typeof(Quantity) ? ParameterKind.Quantity
        : null;

    internal static ParameterBinding Bind(object instance, PropertyInfo property, ParameterKind kind)
    {
        switch (kind)
        {
            case ParameterKind.Int64:
                return new ParameterBinding(Getter<long>(instance, property), Setter<long>(instance, property));
            case ParameterKind.Int32:
                (Func<int> getInt, Action<int> setInt) = (
                    Getter<int>(instance, property), Setter<int>(instance, property));
                return new ParameterBinding(() => getInt(), bits => setInt((int)bits));
            case ParameterKind.Double:
                (Func<double> getDouble, Action<double> setDouble) = (
                    Getter<double>(instance, property), Setter<double>(instance, property));
                return new ParameterBinding(
                    () => BitConverter.DoubleToInt64Bits(getDouble()),
                    bits => setDouble(BitConverter.Int64BitsToDouble(bits)));
            case ParameterKind.Boolean:
                (Func<bool> getFlag, Action<bool> setFlag) = (
                    Getter<bool>(instance, property), Setter<bool>(instance, property));
                return new ParameterBinding(() => getFlag() ? 1 : 0, bits => setFlag(bits != 0));
            case ParameterKind.Price:
                (Func<Price> getPrice, Action<Price> setPrice) = (
                    Getter<Price>(instance, property), Setter<Price>(instance, property));
                return new ParameterBinding(() => getPrice().Raw, bits => setPrice(new Price(bits)));
            default:
                (Func<Quantity> getQty, Action<Quantity> setQty) = (
                    Getter<Quantity>(instance, property), Setter<Quantity>(instance, property));
                return new ParameterBinding(() => getQty().Raw, bits => setQty(new Quantity(bits)));
        }
    }

    private static Func<T> Getter<T>(object instance, PropertyInfo property) =>
        property.GetMethod!.CreateDelegate<Func<T>>(instance);

    private static Action<T> Setter<T>(object instance, PropertyInfo property) =>
        property.SetMethod!.CreateDelegate<Action<T>>(instance);
}
