using System.Net;
using System.Net.Sockets;
using Strategies.Cell;
using Strategies.Cell.Processes;
using Strategies.Edge.Tests.Support;
using Strategies.Ipc;
using Strategies.Ipc.Metrics;

namespace Strategies.Edge.Tests.Hosting;

/// <summary>The process as the supervisor starts it, on a thread of the test.</summary>
public sealed class EdgeProcessTests
{
    private static CellException? EndOf(TestCell cell)
    {
        using ProcessContext context = ProcessContext.Begin(cell.Setup, ProcessRole.Edge);
        return Record.Exception(() => EdgeProcess.Run(context)) as CellException;
    }

    [Fact]
    public void A_port_in_use_ends_it_with_a_message_and_a_hint()
    {
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        int port = ((IPEndPoint)other.LocalEndpoint).Port;
        using TestCell cell = new(port);
        CellException? end = EndOf(cell);
        Assert.Equal($"127.0.0.1:{port}: the port is in use", end?.Message);
        Assert.Contains("edge.port", end?.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_tokens_file_ends_it_with_a_message_and_a_hint()
    {
        using TestCell cell = new();
        File.WriteAllText(cell.Tokens, "{ \"version\": 1 }");
        CellException? end = EndOf(cell);
        Assert.Contains(cell.Tokens, end?.Message, StringComparison.Ordinal);
        Assert.Contains("strat token", end?.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_tokens_file_it_does_not_start()
    {
        using TestCell cell = new();
        File.Delete(cell.Tokens);
        Assert.Contains("strat up", EndOf(cell)?.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void It_beats_while_it_answers_tells_what_it_counts_and_ends_when_it_is_asked_to()
    {
        using TestCell cell = new();
        using ProcessContext context = ProcessContext.Begin(cell.Setup, ProcessRole.Edge);
        Thread run = new(() => EdgeProcess.Run(context));
        run.Start();
        using Heartbeat heartbeat = Heartbeat.Open(cell.Regions.HeartbeatOf(ProcessRole.Edge));
        Patience.Until("the edge at work", () => heartbeat.Read().State == HeartbeatState.Running);
        using HttpClient client = new() { BaseAddress = new Uri($"http://127.0.0.1:{cell.Port}") };
        client.DefaultRequestHeaders.Add("Authorization", $"Bearer {cell.TokenOf("viewer")}");
        using CellCounters<EdgeCounter> counters = CellCounters<EdgeCounter>.Open(cell.Regions.CountersOf(ProcessRole.Edge));
        for (int request = 0; request < 20; request++)
        {
            ulong beats = heartbeat.Read().Beats;
            Patience.Until("a beat", () => heartbeat.Read().Beats > beats);
            using HttpRequestMessage status = new(HttpMethod.Get, "/api/status");
            using HttpResponseMessage response = client.Send(status, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Patience.Until("the count of all requests", () => counters[EdgeCounter.Requests] >= 20);
        Assert.Equal(20, counters[EdgeCounter.Requests]);
        context.Stop();
        Assert.True(run.Join(Patience.Longest));
    }

    [Fact]
    public void It_answers_on_loopback_only()
    {
        using TestCell cell = new();
        using TestEdge edge = new(cell);
        Assert.Equal(IPAddress.Loopback, IPAddress.Parse(edge.Address.Host));
        string[] others = [.. Dns.GetHostAddresses(Dns.GetHostName())
            .Where(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address))
            .Select(address => address.ToString())];
        foreach (string other in others)
        {
            using TcpClient client = new();
            Assert.Throws<SocketException>(() => client.Connect(other, edge.Address.Port));
        }
    }

    [Fact]
    public void A_second_edge_of_the_cell_is_refused()
    {
        using TestCell cell = new();
        using TestEdge edge = new(cell);
        IpcException exception = Assert.Throws<IpcException>(() => new TestEdge(cell));
        Assert.Equal(IpcFault.Owned, exception.Fault);
        Assert.NotEmpty(exception.Hint);
    }
}
