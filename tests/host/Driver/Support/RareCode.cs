using System.Runtime.CompilerServices;

namespace Strategies.Driver.Tests.Support;

/// <summary>Code that nothing else in these tests runs: generic code of ours, arithmetic of 128 bits.</summary>
internal static class RareCode
{
    private static readonly RareStruct[] Items = [new(2), new(1), new(3)];

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static long Run(long factor)
    {
        Int128 product = checked((Int128)Items[2].Value * factor * 3);
        return (long)(product + Twice(new RareStruct(factor)).Value) + SizeOf<RareStruct>() - 7;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static RareStruct Twice<T>(T item)
        where T : unmanaged, IValued => new(2 * item.Value);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int SizeOf<T>()
        where T : unmanaged => Unsafe.SizeOf<T>();
}
