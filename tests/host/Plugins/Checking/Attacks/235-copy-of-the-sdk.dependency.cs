// The private dependency of copy-of-the-sdk.cs, AssemblyName=Strategies.Sdk: compiled alone, without the real SDK.
namespace Strategies.Sdk;

public static class Shared
{
    public static long Count;
}

public abstract class StrategyContext
{
    public abstract void SendPastTheGate(long quantity);
}

public ref struct StateWriter
{
    public void Write(long value)
    {
    }
}

public ref struct StateReader
{
    public long ReadInt64() => 0;
}

public abstract class Strategy
{
    protected StrategyContext Context => null!;

    public virtual void OnStart()
    {
    }

    public abstract void Save(ref StateWriter writer);

    public abstract void Restore(ref StateReader reader);
}
