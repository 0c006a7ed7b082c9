using System.Runtime.InteropServices;

namespace Strategies.Records;

/// <summary>
/// Start of the raw bytes of a LOBSTER record; after it come <see cref="LevelSetCount"/> times
/// <see cref="LobsterLevelSet"/> and then <see cref="TextLength"/> bytes: the row of the message file as published,
/// without its line end.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct LobsterPrefix
{
    /// <summary>The instrument: the file names it, its rows do not.</summary>
    public int Instrument;

    /// <summary>
    /// Levels a side that the file covers; the book is cut to it after the row and after the level sets.
    /// </summary>
    public ushort WindowLevels;

    /// <summary>Number of levels that entered the window from outside with this row.</summary>
    public ushort LevelSetCount;

    /// <summary>Bytes of the row.</summary>
    public int TextLength;

    /// <summary>Zero.</summary>
    public int Reserved;
}
