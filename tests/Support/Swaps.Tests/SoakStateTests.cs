using Strategies.Soak.Runs;

namespace Strategies.Swaps.Tests;

/// <summary>What makes a long run go on where it was.</summary>
public sealed class SoakStateTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_step_that_is_done_is_not_done_again_by_a_later_process()
    {
        int done = 0;
        Assert.Equal([3L, 5L], Context().Step("first", needs: null, () => Work(ref done)));
        Assert.Equal([3L, 5L], Context().Step("first", needs: null, () => Work(ref done)));
        Assert.Equal(1, done);
    }

    [Fact]
    public void A_step_that_threw_is_done_again()
    {
        int done = 0;
        Assert.Throws<InvalidOperationException>(
            () => Context().Step<long[]>("first", needs: null, () => throw new InvalidOperationException("killed")));
        Context().Step("first", needs: null, () => Work(ref done));
        Assert.Equal(1, done);
    }

    [Fact]
    public void A_step_whose_folder_is_gone_is_done_again_with_all_that_came_after_it()
    {
        int first = 0;
        int second = 0;
        string left = _folder.File("left");
        for (int process = 0; process < 2; process++)
        {
            SoakContext context = Context();
            context.Step("first", left, () => Work(ref first));
            Directory.CreateDirectory(left);
            context.Step("second", needs: null, () => Work(ref second));
        }

        Assert.Equal((1, 1), (first, second));
        Directory.Delete(left);
        SoakContext again = Context();
        again.Step("first", left, () => Work(ref first));
        again.Step("second", needs: null, () => Work(ref second));
        Assert.Equal((2, 2), (first, second));
    }

    [Fact]
    public void A_verdict_survives_and_a_forgotten_run_has_none()
    {
        SoakVerdict verdict = SoakVerdict.Of([new SoakFigure("lost", "0")], [], ["not pinned"]);
        State().End("run", verdict);
        SoakVerdict read = State().VerdictOf("run")!;
        Assert.Equal(SoakOutcome.Inconclusive, read.Outcome);
        Assert.Equal(verdict.Figures, read.Figures);
        Assert.Equal(verdict.Reasons, read.Reasons);
        State().Forget("run");
        Assert.Null(State().VerdictOf("run"));
    }

    [Fact]
    public void What_is_wrong_outweighs_what_could_not_be_judged()
    {
        Assert.Equal(SoakOutcome.Failed, SoakVerdict.Of([], ["lost"], ["not pinned"]).Outcome);
        Assert.Equal(SoakOutcome.Passed, SoakVerdict.Of([], [], []).Outcome);
    }

    [Fact]
    public void A_damaged_state_is_named_with_a_hint()
    {
        File.WriteAllText(_folder.File("state.json"), "{ \"run\": ");
        SoakException exception = Assert.Throws<SoakException>(State);
        Assert.Contains("state.json", exception.Message);
        Assert.NotEmpty(exception.Hint);
    }

    private static long[] Work(ref int done)
    {
        done++;
        return [3, 5];
    }

    private SoakState State() => SoakState.Load(_folder.File("state.json"));

    private SoakContext Context() =>
        new(
        "run",
        new SoakOptions(_folder.File("soak"), 0, TimeSpan.FromSeconds(1)) { ScratchFolder = _folder.File("scratch") },
        State());
}
