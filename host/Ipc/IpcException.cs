namespace Strategies.Ipc;

/// <summary>Shared memory cannot be made, opened or used: what is wrong, where, and a way out.</summary>
public sealed class IpcException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="fault">What kind of fault it is.</param>
    /// <param name="what">The fault in words, without place and hint.</param>
    /// <param name="hint">What the reader can do about it.</param>
    /// <param name="file">The region's file; empty when none is concerned.</param>
    public IpcException(IpcFault fault, string what, string hint, string file = "")
        : base($"{what}{(file.Length > 0 ? $" ({file})" : "")}. Hint: {hint}")
    {
        Fault = fault;
        What = what;
        Hint = hint;
        File = file;
    }

    /// <summary>What kind of fault it is.</summary>
    public IpcFault Fault { get; }

    /// <summary>The fault in words, without place and hint.</summary>
    public string What { get; }

    /// <summary>What can be done about it.</summary>
    public string Hint { get; }

    /// <summary>The region's file; empty when none is concerned.</summary>
    public string File { get; }
}
