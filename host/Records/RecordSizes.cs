using Strategies.Risk.Naming;

namespace Strategies.Records;

/// <summary>Field sizes that several payloads share.</summary>
public static class RecordSizes
{
    /// <summary>Bytes of a name: slot, parameter, published number.</summary>
    public const int Name = NameRule.BytesMax;

    /// <summary>Bytes of who gave a command.</summary>
    public const int Who = NameRule.BytesMax;

    /// <summary>Bytes of a reason or message.</summary>
    public const int Text = 200;
}
