namespace Strategies.Journal.Describe;

/// <summary>One change of a limit or parameter, in words.</summary>
/// <param name="Sequence">Number of the input that changed it.</param>
/// <param name="TimeNs">When, ns since 1970-01-01 UTC.</param>
/// <param name="Time">When, in words.</param>
/// <param name="Who">Who changed it.</param>
/// <param name="Scope">For what: <c>firm</c>, <c>strategy:maker</c>; of a parameter the slot.</param>
/// <param name="Name">The limit, by its key in the limits file, or the parameter.</param>
/// <param name="Old">The value before; none when there was none, or it is not known.</param>
/// <param name="New">The value since.</param>
/// <param name="Reason">Why.</param>
public sealed record ChangeLine(
    ulong Sequence, long TimeNs, string Time, string Who, string Scope, string Name, string? Old, string New, string Reason);
