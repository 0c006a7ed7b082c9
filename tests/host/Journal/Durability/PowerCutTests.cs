using System.Globalization;
using System.Text.RegularExpressions;
using Strategies.Journal.Cutting;
using Strategies.Journal.Durability;
using Strategies.Journal.Tests.Support;
using Strategies.Records;

namespace Strategies.Journal.Tests.Durability;

/// <summary>What lies past the durable point may be anything after a loss of power.</summary>
public sealed partial class PowerCutTests
{
    private const int Cases = 150;

    [Fact]
    public void Moving_aside_gives_a_prefix_with_everything_durable_and_writing_goes_on()
    {
        int damaged = 0;
        Sample((seed, session) =>
        {
            JournalOptions options =
                TestJournal.Options() with { DamageBeyondDurable = DamagePolicy.MoveAside, VerifyFrom = session.From };
            using (JournalWriter writer = JournalWriter.Open(session.Cut.Folder, options))
            {
                RecoveryReport report = writer.Recovery;
                Assert.True(report.LastInputSequence >= session.Durable, $"seed {seed}: {report}");
                Assert.Equal(session.Durable, report.DurableSequence);
                Assert.True(report.AsideFolder is null || report.DamageMovedAside.Count > 0, $"seed {seed}");
                damaged += report.DamageMovedAside.Count;
                AssertPrefix(session, report.LastInputSequence, seed);
                Assert.Equal(report.LastInputSequence, writer.DurableSequence);
                session.Fill(writer);
            }

            TestJournal.AssertSame(session.Inputs, session.Cut.ReadInputs());
            TestJournal.AssertSame(session.Outputs, session.Cut.ReadOutputs());
        });
        Assert.True(damaged > Cases / 4, $"only {damaged} of the cases had damage");
    }

    [Fact]
    public void Refusing_names_a_cut_behind_which_the_journal_is_a_prefix_with_everything_durable()
    {
        int refused = 0;
        Sample((seed, session) =>
        {
            ulong last;
            try
            {
                using JournalWriter writer = session.Cut.Open();
                last = writer.LastSequence;
            }
            catch (JournalException failure)
            {
                refused++;
                Match named = AfterInput().Match(failure.Hint);
                Assert.True(named.Success, $"seed {seed}: {failure.Message}");
                Assert.Contains(nameof(DamagePolicy.MoveAside), failure.Hint);
                last = ulong.Parse(named.Groups[1].Value, CultureInfo.InvariantCulture);
                using JournalCut cut = JournalCut.Prepare(session.Cut.Folder, last);
                cut.Execute();
            }

            Assert.True(last >= session.Durable, $"seed {seed}: {last} of {session.Durable}");
            AssertPrefix(session, last, seed);
            using (JournalWriter writer = session.Cut.Open())
            {
                session.Fill(writer);
            }

            TestJournal.AssertSame(session.Inputs, session.Cut.ReadInputs());
            TestJournal.AssertSame(session.Outputs, session.Cut.ReadOutputs());
        });
        Assert.True(refused > Cases / 8, $"only {refused} of the cases were refused");
    }

    private static void Sample(Action<int, PowerCutSession> check)
    {
        int seed = TestSeed.Value;
        for (int round = 0; round < Cases; round++, seed++)
        {
            try
            {
                using PowerCutSession session = new(new Random(seed));
                check(seed, session);
            }
            catch (Exception exception)
            {
                Assert.Fail($"seed {seed}: {exception}");
            }
        }
    }

    private static void AssertPrefix(PowerCutSession session, ulong last, int seed)
    {
        List<byte[]> inputs = session.Cut.ReadInputs();
        Assert.True(last == (ulong)inputs.Count, $"seed {seed}: {last} announced, {inputs.Count} found");
        TestJournal.AssertSame(session.Inputs[..inputs.Count], inputs);
        List<byte[]> outputs = session.Cut.ReadOutputs();
        Assert.True(outputs.Count >= session.DurableOutputs, $"seed {seed}");
        TestJournal.AssertSame(session.Outputs[..outputs.Count], outputs);
        Assert.True(
            outputs.Count == 0 || RecordWriter.Header(outputs[^1]).Sequence <= last, $"seed {seed}: outputs ahead");
    }

    [GeneratedRegex("strat journal cut .* --after ([0-9]+)")]
    private static partial Regex AfterInput();
}
