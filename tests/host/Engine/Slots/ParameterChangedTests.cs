using Strategies.Engine.Tests.Support;
using Strategies.Records;

namespace Strategies.Engine.Tests.Slots;

/// <summary>Every parameter that is set is on record: from what to what, by whom, why.</summary>
public sealed class ParameterChangedTests
{
    private readonly EngineHarness _harness = new();

    private void Set(int slot, long value) => _harness.Apply(RecordType.ParameterSet, new ParameterSetPayload
    {
        Slot = slot,
        Type = ParameterType.Double,
        ValueBits = value,
        Name = Text32.From("size"),
        Who = Text32.From("trader"),
        Reason = Text200.From("calmer"),
    });

    private ParameterChangedPayload Changed =>
        Assert.Single(_harness.LastOf<ParameterChangedPayload>(RecordType.ParameterChanged));

    [Fact]
    public void The_old_value_is_the_versions_own_where_it_can_tell()
    {
        TestStage stage = _harness.Deploy(1, new ScriptedStrategy());
        stage.Ranges["size"] = (1, 100);
        stage.Values["size"] = 33;
        Set(1, 60);
        ParameterChangedPayload changed = Changed;
        Assert.Equal((1, "size", ParameterType.Double), (changed.Slot, changed.Name.ToString(), changed.Type));
        Assert.Equal((1, 33L, 60L), (changed.HadOld, changed.OldBits, changed.NewBits));
        Assert.Equal(("trader", "calmer"), (changed.Who.ToString(), changed.Reason.ToString()));
    }

    [Fact]
    public void Otherwise_it_is_what_was_set_for_the_slot_and_the_first_time_none()
    {
        Set(2, 7);
        Assert.Equal((0, 0L, 7L), (Changed.HadOld, Changed.OldBits, Changed.NewBits));
        Set(2, 8);
        Assert.Equal((1, 7L, 8L), (Changed.HadOld, Changed.OldBits, Changed.NewBits));
    }

    [Fact]
    public void A_value_that_is_refused_is_no_change()
    {
        _harness.Deploy(1, new ScriptedStrategy());
        Set(1, 60);
        Assert.Empty(_harness.LastOf<ParameterChangedPayload>(RecordType.ParameterChanged));
        Assert.Equal([AlertCode.InvalidRecord], _harness.LastAlerts);
    }
}
