using System.Runtime.InteropServices;

namespace Strategies.Risk;

/// <content>The switches as bytes.</content>
internal sealed partial class KillSwitches
{
    /// <summary>Writes every switch.</summary>
    public void Save(BinaryWriter writer)
    {
        for (RiskScope scope = RiskScope.Order; scope <= RiskScope.Firm; scope++)
        {
            writer.Write(MemoryMarshal.AsBytes(Of(scope).AsSpan()));
        }
    }

    /// <summary>Sets every switch as it was written.</summary>
    public void Restore(BinaryReader reader)
    {
        for (RiskScope scope = RiskScope.Order; scope <= RiskScope.Firm; scope++)
        {
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(Of(scope).AsSpan()));
        }
    }
}
