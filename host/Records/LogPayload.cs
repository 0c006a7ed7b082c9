using System.Runtime.InteropServices;
using Strategies.Sdk;

namespace Strategies.Records;

/// <summary>Payload of <see cref="RecordType.Log"/>.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct LogPayload
{
    /// <summary>The slot.</summary>
    public int Slot;

    /// <summary>How much it matters.</summary>
    public LogLevel Level;

    /// <summary>For <c>{0}</c>.</summary>
    public long Argument0;

    /// <summary>For <c>{1}</c>.</summary>
    public long Argument1;

    /// <summary>For <c>{2}</c>.</summary>
    public long Argument2;

    /// <summary>The template.</summary>
    public Text200 Template;
}
