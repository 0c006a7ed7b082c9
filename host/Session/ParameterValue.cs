using System.Text.Json;
using Strategies.Plugins.Parameters;
using Strategies.Records;

namespace Strategies.Session;

/// <summary>Turns a parameter's value as a plan states it into the record that sets it.</summary>
public static class ParameterValue
{
    public static ParameterSetPayload Encode(
        ParameterTable table, int slot, string name, JsonElement value, string who, string reason) => new()
        {
            Slot = slot,
            Type = (ParameterType)table.Find(name).Kind,
            Name = Text32.From(name),
            ValueBits = table.Parse(
            name, value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText()),
            Who = Text32.From(who),
            Reason = Text200.From(reason),
        };
}
