// The private dependency of clock-in-dependency.cs, AssemblyName=Attacks.Helper.
using System;

namespace Attacks.Helper;

public interface IPacer
{
    long Next(long timeNs);
}

public sealed class Pacer : IPacer
{
    public long Next(long timeNs) => timeNs ^ DateTime.UtcNow.Ticks;
}
