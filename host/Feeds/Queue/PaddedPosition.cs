using System.Runtime.InteropServices;

namespace Strategies.Feeds.Queue;

/// <summary>
/// A running byte position that one thread writes, alone on its cache lines (two, because CPUs fetch them in pairs).
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct PaddedPosition
{
    [FieldOffset(128)] internal long Value;
}
