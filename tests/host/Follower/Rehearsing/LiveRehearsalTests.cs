using Strategies.Cell.Messages;
using Strategies.Driver.Tests.Support;
using Strategies.Follower.Rehearsing;
using Strategies.Records;
using Strategies.Session;
using Strategies.Session.Versions;

namespace Strategies.Follower.Tests.Rehearsing;

/// <summary>A version that is run on the last inputs of a journal.</summary>
public sealed class LiveRehearsalTests(AgeingDay day) : IClassFixture<AgeingDay>
{
    [Fact]
    public void One_whose_Save_forgets_a_field_that_changes_its_orders_is_refused_and_the_field_is_named()
    {
        string folder = day.Copy();
        string problem = Rehearse(folder, slot: 2);
        Assert.StartsWith("slot 'ageing', version ", problem, StringComparison.Ordinal);
        Assert.Contains("forgets something, most likely _age (run: ", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_saves_all_of_its_state_gets_through_beside_one_that_does_not() =>
        Assert.Equal("", Rehearse(day.Copy(), slot: 1));

    /// <summary>Rehearses the version that the slot has at the end of the journal.</summary>
    private static string Rehearse(string folder, int slot)
    {
        JournalSession session = new(folder);
        StoredVersions versions = session.NewVersions();
        Hash256 version = Strategies.Backtest.Tests.Support.JournalRecord.Inputs(folder)
            .Where(input => input.Type == RecordType.SwapRequested)
            .Select(input => input.Payload<SwapRequestedPayload>())
            .Last(request => request.Slot == slot).PackageHash;
        return new LiveRehearsal(folder, session.OptionsOf, slot).Run(
            version, RehearsalAction.Rehearse, versions, new RehearsalMeter(slot, timeBudgetNs: 0, allocationBudgetBytes: -1));
    }
}
