using Strategies.Backtest;
using Strategies.Backtest.Tests.Support;
using Strategies.Session.Results;
using Strategies.Swaps.Days;
using Strategies.Swaps.Versions;

namespace Strategies.Swaps.Tests.Support;

/// <summary>A small artificial day, played without swaps and with some.</summary>
internal sealed class SmallSwapDay : IDisposable
{
    internal const int Seed = 7;
    private const long WatchedEvents = 10_000;

    private readonly TempFolder _folder = new();
    private readonly VersionCompiler _compiler = new();
    private int _journals;

    internal SmallSwapDay(int swaps, int stateBytes, Func<int, VersionDefect>? defects = null, int rows = 24_000)
    {
        Day = new SwapDay(
            ShortDay.Write(_folder.File("day.zip"), rows, timeDivisor: 400), _folder.File("versions"), _folder.File("limits.json"));
        Day.WriteLimits();
        for (int number = 0; number <= swaps; number++)
        {
            VersionDefect defect = defects?.Invoke(number) ?? VersionDefect.None;
            _compiler.Compile(Day.VersionsFolder, new VersionOptions(number, stateBytes, defect));
        }

        Plain = Survey(Play(Day.WithoutSwaps()));
        Moments = SwapMoments.Choose(Plain, swaps, WatchedEvents, leadShare: 0.2, Seed);
    }

    internal SwapDay Day { get; }

    internal DaySurvey Plain { get; }

    internal IReadOnlyList<long> Moments { get; }

    internal SessionResult PlaySwaps(BacktestOptions? options = null) => Play(Day.WithSwaps(Moments), options);

    internal static DaySurvey Survey(SessionResult result) => DaySurvey.Of(result.JournalDir);

    private SessionResult Play(Strategies.Plans.SessionPlan plan, BacktestOptions? options = null) =>
        new BacktestSession(plan, _folder.File($"journal{++_journals}"), options ?? new BacktestOptions()).Run();

    public void Dispose() => _folder.Dispose();
}
