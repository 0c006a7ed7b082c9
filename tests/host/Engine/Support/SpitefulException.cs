namespace Strategies.Engine.Tests.Support;

/// <summary>An exception that cannot even be asked what it is about.</summary>
internal sealed class SpitefulException : Exception
{
    public override string Message => throw new InvalidOperationException("not telling");
}
