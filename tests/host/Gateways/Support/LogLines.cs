using System.Collections.Concurrent;
using System.Globalization;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace Strategies.Gateways.Tests.Support;

/// <summary>Keeps what is logged.</summary>
internal sealed class LogLines : ILogEventSink
{
    private readonly ConcurrentQueue<string> _lines = new();

    internal LogLines() => Logger = new LoggerConfiguration().WriteTo.Sink(this).CreateLogger();

    internal Logger Logger { get; }

    internal IReadOnlyCollection<string> Lines => _lines;

    public void Emit(LogEvent logEvent) => _lines.Enqueue(logEvent.RenderMessage(CultureInfo.InvariantCulture));
}
